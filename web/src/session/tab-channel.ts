/** Messages of another version are on a channel of their own, so that none is read in a wrong way. */
const VERSION = 1;
/** After the first answer, others are waited for this long: tabs may be signed in as different people. */
const OTHER_ANSWERS_MS = 40;

type Message =
  | { readonly kind: 'token-request'; readonly id: string }
  | { readonly kind: 'token'; readonly id: string; readonly token: string; readonly activeAt: number }
  | { readonly kind: 'sign-out'; readonly session: string | null };

/** What the channel asks this tab for, and tells it. */
interface Tab {
  /** The token to share; null: this tab has none, or shares none. */
  readonly tokenToShare: () => string | null;
  /** Another tab has signed out. `session` is the session at Clerk that was left, if there is one. */
  readonly onSignOut: (session: string | null) => void;
}

/**
 * The other tabs of this browser in which the console is open. A token is passed between them in memory only: it is never stored
 * where another program could read it later.
 */
export class TabChannel {
  private readonly channel: BroadcastChannel | null;
  private readonly requestId = String(crypto.getRandomValues(new Uint32Array(2)));
  private readonly answers: { readonly token: string; readonly activeAt: number }[] = [];
  private onAnswer: ((token: string) => void) | null = null;
  private activeAt = 0;

  /** @param identity how people sign in; tabs of another one do not hear this one */
  constructor(
    identity: string,
    private readonly tab: Tab,
  ) {
    this.channel =
      typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`session.${VERSION}.${identity}`);
    this.channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      this.read(data);
    });
    addEventListener('blur', () => {
      this.activeAt = Date.now();
    });
  }

  /** Asks the other tabs for their token. `onAnswer` gets that of the tab that was used last; it is not called without an answer. */
  requestToken(onAnswer: (token: string) => void): void {
    this.onAnswer = onAnswer;
    this.post({ kind: 'token-request', id: this.requestId });
  }

  announceSignOut(session: string | null): void {
    this.post({ kind: 'sign-out', session });
  }

  private read(message: Message): void {
    if (message.kind === 'sign-out') this.tab.onSignOut(message.session);
    else if (message.kind === 'token-request') this.answer(message.id);
    else if (message.id === this.requestId) this.receive(message);
  }

  private answer(id: string): void {
    const token = this.tab.tokenToShare();
    if (token === null) return;
    this.post({ kind: 'token', id, token, activeAt: document.hasFocus() ? Date.now() : this.activeAt });
  }

  private receive(answer: { readonly token: string; readonly activeAt: number }): void {
    this.answers.push(answer);
    if (this.answers.length > 1) return;
    setTimeout(() => {
      const [latest] = this.answers.splice(0).sort((one, other) => other.activeAt - one.activeAt);
      if (latest) this.onAnswer?.(latest.token);
    }, OTHER_ANSWERS_MS);
  }

  private post(message: Message): void {
    this.channel?.postMessage(message);
  }
}

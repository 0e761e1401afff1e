import { readEvents, wait } from '../../api/event-stream';
import { fetchSignedIn } from '../../api/fetch-signed-in';
import { messageOf, pauseAfter, type LiveMessage } from './live-messages';

/**
 * The stream of an organization's changes, read by one tab for all tabs of the browser in which the same person shows the same
 * organization: a browser opens only six connections to a server at once. When the tab that reads it is closed, another one
 * goes on.
 */
export class LiveConnection {
  private readonly closing = new AbortController();
  private readonly channel: BroadcastChannel | null;
  private isConnected = false;
  private wasConnected = false;

  constructor(
    private readonly organizationId: string,
    personId: string,
    private readonly onMessage: (message: LiveMessage) => void,
  ) {
    const name = `live.${personId}.${organizationId}`;
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
    this.channel?.addEventListener('message', ({ data }: MessageEvent<LiveMessage | 'is-connected?'>) => {
      if (data !== 'is-connected?') this.onMessage(data);
      else if (this.isConnected) this.channel?.postMessage({ kind: 'connected' } satisfies LiveMessage);
    });
    this.channel?.postMessage('is-connected?');
    void this.readAsOnlyTab(name);
  }

  close(): void {
    this.closing.abort();
    this.channel?.close();
  }

  /** Pages on plain http outside of this machine have no locks: each tab reads a stream of its own there. */
  private async readAsOnlyTab(name: string): Promise<void> {
    const locks = (navigator as { readonly locks?: LockManager }).locks;
    if (!locks || !this.channel) {
      await this.readUntilClosed();
      return;
    }
    try {
      await locks.request(name, { signal: this.closing.signal }, () => this.readUntilClosed());
    } catch {
      // It was closed while another tab was reading.
    }
  }

  private async readUntilClosed(): Promise<void> {
    let failures = 0;
    while (!this.closing.signal.aborted) {
      const status = await this.readOnce();
      if (status === 403 || status === 404) {
        this.tell({ kind: 'refused' });
        return;
      }
      failures = status === 200 ? 0 : failures + 1;
      await wait(pauseAfter(failures, Math.random()), this.closing.signal);
      await this.waitUntilOnline();
    }
  }

  /** Reads the stream until it ends. @returns the status of the response; 0 without one */
  private async readOnce(): Promise<number> {
    let status = 0;
    try {
      const request = new Request(`/api/v1/organizations/${this.organizationId}/stream`, {
        signal: this.closing.signal,
      });
      const response = await fetchSignedIn(request);
      ({ status } = response);
      await readEvents(response, (event) => {
        const message = messageOf(event);
        if (message) this.receive(message);
      });
    } catch {
      // The connection was lost.
    }
    if (this.isConnected) this.tell({ kind: 'disconnected' });
    this.isConnected = false;
    return status;
  }

  private receive(message: LiveMessage): void {
    this.tell(message);
    if (message.kind !== 'connected') return;
    // The first time, the page is loading everything anyway.
    if (this.wasConnected) this.tell({ kind: 'reload' });
    this.isConnected = true;
    this.wasConnected = true;
  }

  private tell(message: LiveMessage): void {
    if (this.closing.signal.aborted) return;
    this.onMessage(message);
    this.channel?.postMessage(message);
  }

  private async waitUntilOnline(): Promise<void> {
    if (navigator.onLine) return;
    await new Promise<void>((resolve) => {
      addEventListener(
        'online',
        () => {
          resolve();
        },
        { once: true },
      );
      this.closing.signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }
}

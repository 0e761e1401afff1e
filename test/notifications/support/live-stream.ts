import type { Client } from '../../support/client.js';
import { waitFor } from '../../support/wait.js';

interface Change {
  readonly topic: string;
  readonly ids: readonly string[];
}

/** An open stream of changes, as a client reads it. */
export class OpenStream {
  private readonly leaving = new AbortController();
  private text = '';
  hasEnded = false;

  private constructor(
    readonly status: number,
    readonly headers: Headers,
  ) {}

  /** Opens it and waits until it is ready, unless it is refused. */
  static async open(client: Client, organizationPath: string): Promise<OpenStream> {
    const leaving = new AbortController();
    const response = await fetch(`${client.baseUrl}/api/v1${organizationPath}/stream`, {
      headers: { authorization: `Bearer ${client.token ?? ''}` },
      signal: leaving.signal,
    });
    const stream = new OpenStream(response.status, response.headers);
    stream.leaving.signal.addEventListener('abort', () => {
      leaving.abort();
    });
    void stream.read(response);
    if (response.ok) await waitFor('the stream to be ready', () => stream.text.includes('event: ready'));
    return stream;
  }

  /** Every change so far. */
  get changes(): Change[] {
    return [...this.text.matchAll(/event: changed\ndata: (.*)\n\n/g)].map(
      ([, data]) => JSON.parse(data ?? '') as Change,
    );
  }

  get topics(): string[] {
    return this.changes.map(({ topic }) => topic);
  }

  get isResynced(): boolean {
    return this.text.includes('event: resync');
  }

  /** Waits for a change of this topic, and returns its IDs. */
  async changeOf(topic: string, id?: string): Promise<readonly string[]> {
    const found = await waitFor(`a change of ${topic}`, () =>
      this.changes.find((change) => change.topic === topic && (id === undefined || change.ids.includes(id))),
    );
    return found.ids;
  }

  waitForEnd(): Promise<boolean> {
    return waitFor('the stream to end', () => this.hasEnded);
  }

  close(): void {
    this.leaving.abort();
  }

  private async read({ body }: Response): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const part of body ?? []) this.text += decoder.decode(part, { stream: true });
    } catch {
      // It was closed here, or the service has gone.
    }
    this.hasEnded = true;
  }
}

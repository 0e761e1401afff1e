import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A user in the form in which Clerk's API and webhooks show one; only what we read, and some of what we do not. */
export interface ClerkUser {
  readonly id: string;
  readonly object: 'user';
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly username: string | null;
  readonly primary_email_address_id: string | null;
  readonly email_addresses: readonly {
    readonly id: string;
    readonly email_address: string;
    readonly verification: { readonly status: string; readonly strategy: string } | null;
  }[];
  readonly created_at: number;
  readonly updated_at: number;
}

/** A small stand-in of Clerk's API: it knows the users that tests add, and records calls. */
export class ClerkApiStandIn {
  readonly users = new Map<string, ClerkUser>();
  /** Method and path of every call. */
  readonly calls: string[] = [];
  /** What a call gets before anything else is looked at; null: nothing. */
  fault: 'error' | 'forbidden' | 'gibberish' | null = null;
  /** Calls wait for this before they are answered. */
  blockedUntil: Promise<void> = Promise.resolve();

  private constructor(
    private readonly server: Server,
    readonly secretKey: string,
  ) {}

  static async start(secretKey: string): Promise<ClerkApiStandIn> {
    const server = createServer();
    const standIn = new ClerkApiStandIn(server, secretKey);
    server.on('request', (request, response) => {
      standIn.calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
      void standIn.blockedUntil.then(() => {
        const { status, body } = standIn.answer(request.url ?? '', request.headers.authorization);
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private answer(path: string, authorization: string | undefined): { status: number; body: string } {
    if (this.fault === 'error') return { status: 500, body: '{"errors":[]}' };
    if (this.fault === 'gibberish') return { status: 200, body: '<html>' };
    const isKnown = authorization === `Bearer ${this.secretKey}` && this.fault !== 'forbidden';
    if (!isKnown) return { status: 401, body: '{"errors":[{"code":"clerk_key_invalid"}]}' };
    const user = this.users.get(/^\/v1\/users\/([^/?]+)$/.exec(path)?.[1] ?? '');
    if (!user) return { status: 404, body: '{"errors":[{"code":"resource_not_found"}]}' };
    return { status: 200, body: JSON.stringify(user) };
  }
}

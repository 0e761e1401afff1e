import { Agent, request } from 'node:http';
import type { Client } from '../../support/client.js';

const agent = new Agent({ keepAlive: true, maxSockets: 10 });

export interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly pointer: string | undefined;
}

export interface Sent {
  readonly body?: string | Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends exactly these bytes, with any method: `fetch` is too well-behaved for what is tested here. */
export function send(
  client: Client,
  method: string,
  path: string,
  { body, headers = JSON_TYPE }: Sent = {},
): Promise<Reply> {
  const { hostname, port } = new URL(client.baseUrl);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        timeout: 20_000,
        hostname,
        port,
        method,
        path,
        headers: {
          ...(client.token ? { authorization: `Bearer ${client.token}` } : {}),
          ...(body === undefined ? {} : { ...headers, 'content-length': String(Buffer.byteLength(body)) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve(toReply(incoming.statusCode ?? 0, Buffer.concat(chunks).toString()));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer to ${method} ${path}.`)));
    outgoing.end(body);
  });
}

/** To be called when all is sent. */
export function hangUp(): void {
  agent.destroy();
}

function toReply(status: number, text: string): Reply {
  const isProblem = status >= 400 && text.startsWith('{');
  const { code, errors } = (isProblem ? JSON.parse(text) : {}) as { code?: string; errors?: { pointer: string }[] };
  return { status, code, pointer: errors?.[0]?.pointer };
}

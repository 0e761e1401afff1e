import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A small S3: one bucket, addressed by path; it looks at the presence of a signature, not at the signature. */
export class S3StandIn {
  readonly files = new Map<string, { bytes: Buffer; type: string | undefined }>();
  readonly calls: string[] = [];
  /** What it answers instead of working, by method: a status, or that it says nothing and hangs up. */
  readonly failing = new Map<string, number | 'hang up'>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<S3StandIn> {
    const server = createServer();
    const standIn = new S3StandIn(server);
    server.on('request', (request, response) => {
      void standIn.answer(request).then(({ status, bytes = Buffer.alloc(0) }) => {
        if (status === null) request.socket.destroy();
        else response.writeHead(status).end(bytes);
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
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<{ status: number | null; bytes?: Buffer }> {
    const { method = '', url = '', headers } = request;
    const bytes = await buffer(request);
    this.calls.push(`${method} ${url.split('?')[0] ?? ''}`);
    const failure = this.failing.get(method);
    if (failure !== undefined) return { status: failure === 'hang up' ? null : failure };
    const signed = /^AWS4-HMAC-SHA256 Credential=the-id\/\d{8}\/us-east-1\/s3\/aws4_request/.test(
      headers.authorization ?? '',
    );
    if (!signed) return { status: 403 };
    const [, bucket, ...rest] = (url.split('?')[0] ?? '').split('/');
    const key = rest.join('/');
    if (bucket !== 'pictures') return { status: 404 };
    if (method === 'PUT') this.files.set(key, { bytes, type: headers['content-type'] });
    if (method === 'DELETE') this.files.delete(key);
    const [, prefix] = /^\?list-type=2&prefix=(.*)$/.exec(url.slice(url.indexOf('?'))) ?? [];
    if (method === 'GET' && prefix !== undefined) return this.list(decodeURIComponent(prefix));
    if (method !== 'GET') return { status: method === 'PUT' ? 200 : 204 };
    const found = this.files.get(key);
    return found ? { status: 200, bytes: found.bytes } : { status: 404 };
  }

  /** At most two at once, as a store answers at most a thousand. */
  private list(prefix: string): { status: number; bytes: Buffer } {
    const keys = [...this.files.keys()].filter((key) => key.startsWith(prefix)).slice(0, 2);
    const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    return { status: 200, bytes: Buffer.from(`<ListBucketResult>${contents}</ListBucketResult>`) };
  }
}

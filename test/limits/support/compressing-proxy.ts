import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';

/** A proxy that compresses answers and, since their bytes are others then, makes their tags weak, as nginx does. */
export class CompressingProxy {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async before(service: string): Promise<CompressingProxy> {
    const server = createServer((incoming, outgoing) => {
      passOn(service, incoming, outgoing);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CompressingProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function passOn(service: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const asked = request(
    new URL(incoming.url ?? '/', service),
    { method: incoming.method, headers: incoming.headers },
    (answer) => {
      const { etag, 'content-length': length, ...headers } = answer.headers;
      const hasBody = Number(length ?? 0) > 0;
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...headers,
        ...(hasBody ? { 'content-encoding': 'gzip' } : {}),
        ...(etag === undefined ? {} : { etag: hasBody ? `W/${etag}` : etag }),
      });
      if (hasBody) answer.pipe(createGzip()).pipe(outgoing);
      else outgoing.end();
    },
  );
  incoming.pipe(asked);
}

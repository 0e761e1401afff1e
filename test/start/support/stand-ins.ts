import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A server of one test that answers connections as it likes, and counts them. */
export class StandIn {
  connections = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(answer: (socket: Socket) => void): Promise<StandIn> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const standIn = new StandIn(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => {
      standIn.connections += 1;
      socket.on('error', () => undefined);
      answer(socket);
    });
    return standIn;
  }

  stop(): void {
    this.server.close();
  }
}

/** A Postgres or PgBouncer that refuses every connection with this error, as soon as it has received the startup message. */
export function refusingPostgres(code: string, message: string): Promise<StandIn> {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const header = Buffer.alloc(5);
  header.write('E');
  header.writeInt32BE(fields.length + 4, 1);
  return StandIn.start((socket) => {
    socket.once('data', () => {
      socket.end(Buffer.concat([header, fields]));
    });
  });
}

import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { selfSigned } from './self-signed.js';

export interface TlsFront {
  readonly port: number;
  stop(): Promise<void>;
}

/** What is in front of the service where people use it: it speaks https for a host, and hands everything on. */
export async function startTlsFront(host: string, servicePort: number): Promise<TlsFront> {
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer(selfSigned(host), (socket) => {
    const onward = connect(servicePort, '127.0.0.1');
    // Either side may break off; the other follows.
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => sockets.delete(one));
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail server that takes every email and keeps the lines that it was sent, as they came over the wire. */
export interface PlainSmtp {
  readonly port: number;
  readonly lines: readonly string[];
  /** What was between the angle brackets of each `RCPT TO`. */
  recipients(): string[];
  stop(): Promise<void>;
}

/** `smtp-server` decodes addresses before anyone sees them; here nothing is. */
export async function startPlainSmtp(): Promise<PlainSmtp> {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    converse(socket, lines);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    recipients: () => lines.flatMap((line) => /^RCPT TO:<(.*)>/.exec(line)?.[1] ?? []),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function converse(socket: Socket, lines: string[]): void {
  let [rest, isData] = ['', false];
  socket.write('220 plain ESMTP\r\n');
  socket.on('data', (bytes: Buffer) => {
    const parts = `${rest}${bytes.toString()}`.split('\r\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      if (isData) {
        if (line !== '.') continue;
        isData = false;
        socket.write('250 taken\r\n');
        continue;
      }
      lines.push(line);
      isData = line === 'DATA';
      socket.write(answerTo(line));
    }
  });
}

function answerTo(line: string): string {
  if (line.startsWith('EHLO')) return '250-plain\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n';
  if (line === 'DATA') return '354 go on\r\n';
  return line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n';
}

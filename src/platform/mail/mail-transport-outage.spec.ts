import { createServer, type AddressInfo, type Socket } from 'node:net';
import { MailTransport, TemporaryMailError } from './index.js';

const MAIL = {
  from: 'no-reply@acme.example',
  to: 'grace@acme.example',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  messageId: '<0197-a@acme.example>',
};

/** Sends to a server that handles each connection by `onConnection`, and returns the error. */
async function failureWith(onConnection: (socket: Socket) => void, parameters = ''): Promise<unknown> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const transport = new MailTransport(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}/${parameters}`);
  try {
    return await transport.send(MAIL).catch((error: unknown) => error);
  } finally {
    await transport.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('an email is still due', () => {
  it('while no server listens', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => {
      probe.listen(0, '127.0.0.1', resolve);
    });
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));

    const transport = new MailTransport(`smtp://127.0.0.1:${port}`);
    await expect(transport.send(MAIL)).rejects.toBeInstanceOf(TemporaryMailError);
    await transport.close();
  });

  it('while the server hangs up at once', async () => {
    await expect(failureWith((socket) => socket.end())).resolves.toBeInstanceOf(TemporaryMailError);
  });

  it('while the server does not answer', async () => {
    const failure = await failureWith(() => undefined, '?greetingTimeout=100');
    expect(failure).toBeInstanceOf(TemporaryMailError);
    expect(failure).toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('while the server stops answering after its greeting', async () => {
    const failure = await failureWith((socket) => socket.write('220 hello\r\n'), '?socketTimeout=100');
    expect(failure).toBeInstanceOf(TemporaryMailError);
    expect(failure).toMatchObject({ code: 'ETIMEDOUT' });
  });
});

import type { SMTPServerOptions } from 'smtp-server';
import { MailTransport, PermanentMailError, RefusedMailError, TemporaryMailError, type OutgoingMail } from './index.js';
import type { MailError } from './mail-error.js';
import { startSmtpServer, type TestSmtpServer } from './smtp-server.fixture.js';

const MAIL: OutgoingMail = {
  from: 'Organization Management <no-reply@acme.example>',
  to: 'grace@acme.example',
  replyTo: { name: 'Ada Löwe, "the first"', address: 'ada@acme.example' },
  subject: 'Ada invited you – 株式会社',
  html: '<p>Hello <img src="cid:picture"></p>',
  text: 'Hello',
  messageId: '<0197-a@acme.example>',
  attachments: [
    { filename: 'picture.png', contentType: 'image/png', content: Buffer.from('a picture'), cid: 'picture' },
  ],
};

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startServer(options: SMTPServerOptions = {}, port = 0): Promise<TestSmtpServer> {
  const server = await startSmtpServer(options, port);
  cleanups.push(() => server.stop());
  return server;
}

function transportTo(port: number, parameters = ''): MailTransport {
  const transport = new MailTransport(`smtp://127.0.0.1:${port}/${parameters}`);
  cleanups.push(() => transport.close());
  return transport;
}

async function failureOf(sending: Promise<unknown>): Promise<MailError> {
  return sending.then(
    () => Promise.reject(new Error('It was sent')),
    (error: unknown) => error as MailError,
  );
}

const refuse = (responseCode: number): Error =>
  Object.assign(new Error('<grace@acme.example> refused'), { responseCode });

describe('sending an email', () => {
  it('delivers it as it was written', async () => {
    const { received, port } = await startServer();
    await expect(transportTo(port).send(MAIL)).resolves.toBe('sent');
    const [mail] = received;
    expect(mail?.subject).toBe(MAIL.subject);
    expect(mail?.from?.value).toEqual([{ name: 'Organization Management', address: 'no-reply@acme.example' }]);
    expect(mail?.replyTo?.value).toEqual([{ name: 'Ada Löwe, "the first"', address: 'ada@acme.example' }]);
    expect(mail?.messageId).toBe(MAIL.messageId);
    expect(mail?.text?.trim()).toBe('Hello');
    expect(mail?.html).toContain('Hello');
    expect(mail?.attachments.map(({ cid, contentType, related }) => ({ cid, contentType, related }))).toEqual([
      { cid: 'picture', contentType: 'image/png', related: true },
    ]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.has('x-mailer')).toBe(false);
    expect(mail?.headers.has('list-unsubscribe')).toBe(false);
  });

  it('adds no header and no recipient from the text of a subject, name or address', async () => {
    const { received, port } = await startServer();
    const transport = transportTo(port);
    await transport.send({
      ...MAIL,
      subject: 'Hello\r\nBcc: all@evil.example',
      replyTo: { name: 'Ada\r\nBcc: all@evil.example', address: 'ada@acme.example' },
    });
    expect(received[0]?.headers.has('bcc')).toBe(false);
    const failure = await failureOf(transport.send({ ...MAIL, to: 'grace@acme.example, all@evil.example' }));
    expect(failure).toBeInstanceOf(PermanentMailError);
    expect(received).toHaveLength(1);
  });

  it('keeps connections open for the next emails', async () => {
    let connections = 0;
    const { received, port } = await startServer({
      onConnect(_session, callback) {
        connections += 1;
        callback();
      },
    });
    const transport = transportTo(port);
    for (let count = 0; count < 3; count += 1) await transport.send(MAIL);
    expect(received).toHaveLength(3);
    expect(connections).toBe(1);
  });

  it('goes on, with the same transport, after a restart of the server', async () => {
    const first = await startServer();
    const transport = transportTo(first.port);
    await transport.send(MAIL);
    await first.stop();
    await expect(failureOf(transport.send(MAIL))).resolves.toBeInstanceOf(TemporaryMailError);
    const second = await startServer({}, first.port);
    await transport.send(MAIL);
    expect(second.received).toHaveLength(1);
  });

  it('prints nothing, whatever the parameters of the URL', async () => {
    const { port } = await startServer();
    const printed = [jest.spyOn(console, 'log'), jest.spyOn(console, 'info'), jest.spyOn(process.stdout, 'write')];
    try {
      await transportTo(port, '?logger=true&debug=true&transactionLog=true').send(MAIL);
      for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    } finally {
      for (const spy of printed) spy.mockRestore();
    }
  });
});

describe('an email that the server refuses', () => {
  it.each([550, 551, 552, 553, 554])(
    'is refused permanently when the server answers its recipient with %i',
    async (code) => {
      const { port } = await startServer({
        onRcptTo: (_address, _session, callback) => {
          callback(refuse(code));
        },
      });
      const failure = await failureOf(transportTo(port).send(MAIL));
      expect(failure).toBeInstanceOf(PermanentMailError);
      expect(failure.message).toBe(`EENVELOPE ${code} RCPT TO`);
    },
  );

  it.each([550, 552, 554])('is refused permanently when the server answers its content with %i', async (code) => {
    const { port } = await startServer({
      onData: (stream, _session, callback) => {
        stream.resume().on('end', () => {
          callback(refuse(code));
        });
      },
    });
    await expect(failureOf(transportTo(port).send(MAIL))).resolves.toBeInstanceOf(PermanentMailError);
  });

  it('leaves the connection usable for the next one', async () => {
    const { received, port } = await startServer({
      onRcptTo: ({ address }, _session, callback) => {
        callback(address.startsWith('nobody') ? refuse(550) : null);
      },
    });
    const transport = transportTo(port);
    await failureOf(transport.send({ ...MAIL, to: 'nobody@acme.example' }));
    await transport.send(MAIL);
    expect(received).toHaveLength(1);
  });
});

describe('an email that is still due', () => {
  it.each([421, 450, 451, 452])('after %i to its recipient', async (code) => {
    const { port } = await startServer({
      onRcptTo: (_address, _session, callback) => {
        callback(refuse(code));
      },
    });
    await expect(failureOf(transportTo(port).send(MAIL))).resolves.toMatchObject({
      name: 'TemporaryMailError',
      responseCode: code,
    });
  });

  it('after 451 to its content', async () => {
    const { port } = await startServer({
      onData: (stream, _session, callback) => {
        stream.resume().on('end', () => {
          callback(refuse(451));
        });
      },
    });
    await expect(failureOf(transportTo(port).send(MAIL))).resolves.toBeInstanceOf(TemporaryMailError);
  });

  it('after a refused sender, which the operator has to fix', async () => {
    const { port } = await startServer({
      onMailFrom: (_address, _session, callback) => {
        callback(refuse(550));
      },
    });
    await expect(failureOf(transportTo(port).send(MAIL))).resolves.toBeInstanceOf(RefusedMailError);
  });

  it('after a refused password, which its error does not contain', async () => {
    const { port } = await startServer({
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => {
        callback(refuse(535));
      },
    });
    const transport = new MailTransport(`smtp://someone:pa55word@127.0.0.1:${port}`);
    cleanups.push(() => transport.close());
    const failure = await failureOf(transport.send(MAIL));
    expect(failure).toBeInstanceOf(RefusedMailError);
    expect(`${failure.message} ${failure.stack ?? ''}`).not.toMatch(/pa55word|someone|grace/);
  });

  it('after a certificate that is not trusted', async () => {
    const { port } = await startServer({ hideSTARTTLS: false });
    await expect(failureOf(transportTo(port).send(MAIL))).resolves.toBeInstanceOf(TemporaryMailError);
  });
});

describe('closing', () => {
  it('completes an email that is being sent, and accepts no further ones', async () => {
    let finish: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { port } = await startServer({
      onData: (stream, _session, callback) => {
        finish = callback;
        stream.resume().on('end', arrived);
      },
    });
    const transport = transportTo(port);
    const sending = transport.send(MAIL);
    await arrival;
    const closing = transport.close();
    finish();
    await expect(sending).resolves.toBe('sent');
    await closing;
    await expect(failureOf(transport.send(MAIL))).resolves.toBeInstanceOf(TemporaryMailError);
  });
});

import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on loopback, for tests. */
export interface TestSmtpServer {
  /** Every email that it accepted, parsed. */
  readonly received: ParsedMail[];
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * @param options differences to a server that accepts every email, such as refusing a recipient
 * @param onReceived called with every email that it accepted
 */
export async function startSmtpServer(
  options: SMTPServerOptions = {},
  port = 0,
  onReceived: (mail: ParsedMail) => void = () => undefined,
): Promise<TestSmtpServer> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    logger: false,
    closeTimeout: 100,
    onData(stream, _session, callback) {
      simpleParser(stream).then(
        (mail) => {
          received.push(mail);
          onReceived(mail);
          callback();
        },
        (error: unknown) => {
          callback(error as Error);
        },
      );
    },
    ...options,
  });
  // A client that gives up on the connection is an error to the server, and some tests do that on purpose.
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return {
    received,
    port: (listening.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

import type { SMTPServerOptions } from 'smtp-server';
import { startSmtpServer, type TestSmtpServer } from '../../src/platform/mail/smtp-server.fixture.js';
import { noteMail } from './secrets.js';

export type { TestSmtpServer };

/**
 * A mail server on loopback.
 *
 * @param options what it does otherwise than to take every email, such as refusing a recipient
 * @param port the one that it had before; else any that is free
 */
export function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<TestSmtpServer> {
  return startSmtpServer(options, port, noteMail);
}

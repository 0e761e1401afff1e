/**
 * A mail that was not sent. Its message goes to logs and to `last_error`, so it holds codes only: never an address,
 * a token, or the server's own sentence, which mostly quotes the address.
 */
export abstract class MailError extends Error {
  constructor(
    /** Such as `ETIMEDOUT` or `EENVELOPE`. */
    readonly code: string,
    /** The reply of the server, such as 550, or null if there was none. */
    readonly responseCode: number | null,
    /** The SMTP command that failed, such as `RCPT TO`, or `CONN` for the connection itself. */
    readonly command: string | null,
  ) {
    super([code, responseCode, command].filter((part) => part !== null).join(' '));
  }
}

/** The server refuses this mail or its recipient for good: sending it again is of no use. */
export class PermanentMailError extends MailError {
  override readonly name = 'PermanentMailError';
}

/** Anything else: the connection, TLS, sign-in, a reply like "later". The mail is owed still. */
export class TemporaryMailError extends MailError {
  override readonly name = 'TemporaryMailError';
}

/**
 * Replies to RCPT TO or DATA that are about this recipient or message (501: an address that it cannot read); 530 or
 * 503, say, are about the connection.
 */
const REFUSALS: ReadonlySet<number> = new Set([501, 550, 551, 552, 553, 554, 556]);

/** Tells a refusal for good from everything that may pass, and keeps nothing of the error but its codes. */
export function classifyMailError(error: unknown): MailError {
  const code = textField(error, 'code', /^[A-Z][A-Z0-9_]{1,30}$/) ?? 'EUNKNOWN';
  const command = textField(error, 'command', /^[A-Z][A-Z0-9 -]{1,30}$/);
  const responseCode = replyField(error);
  const Kind = isPermanent(code, command, responseCode) ? PermanentMailError : TemporaryMailError;
  return new Kind(code, responseCode, command);
}

function isPermanent(code: string, command: string | null, responseCode: number | null): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  // The client itself found that the recipient is none, or the mail larger than the server takes.
  if (responseCode === null) return (code === 'EENVELOPE' && command === 'API') || command === 'MAIL FROM';
  // A refused sender is the operator's to repair (MAIL_FROM, the relay's permission); no mail may be lost by it.
  // Only "too large" is about the message there.
  if (command === 'MAIL FROM') return responseCode === 552;
  return REFUSALS.has(responseCode);
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
}

function textField(error: unknown, name: string, allowed: RegExp): string | null {
  const value = field(error, name);
  return typeof value === 'string' && allowed.test(value) ? value : null;
}

function replyField(error: unknown): number | null {
  const value = field(error, 'responseCode');
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

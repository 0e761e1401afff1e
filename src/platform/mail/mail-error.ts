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
    /** The enhanced status code of the reply (RFC 3463), such as 5.7.1, or null if there was none. */
    readonly status: string | null = null,
  ) {
    super([code, responseCode, status, command].filter((part) => part !== null).join(' '));
  }
}

/** The server refuses this mail or its recipient for good: sending it again is of no use. */
export class PermanentMailError extends MailError {
  override readonly name = 'PermanentMailError';
}

/**
 * The server refuses to take mail from us: our sign-in, our sender, a quota or a policy of its. That is the operator's to repair, and no mail
 * may be lost by it: it is owed still. `/health/ready` and the metrics find it by this name.
 */
export class RefusedMailError extends MailError {
  override readonly name = 'RefusedMailError';
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
  const status = statusField(error);
  const failure = { code, command, responseCode, status };
  const Kind = isPermanent(failure) ? PermanentMailError : isRefused(failure) ? RefusedMailError : TemporaryMailError;
  return new Kind(code, responseCode, command, status);
}

interface Failure {
  readonly code: string;
  readonly command: string | null;
  readonly responseCode: number | null;
  readonly status: string | null;
}

function isPermanent({ code, command, responseCode, status }: Failure): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  // The client itself found that the recipient is none, or the mail larger than the server takes.
  if (responseCode === null) return (code === 'EENVELOPE' && command === 'API') || command === 'MAIL FROM';
  if (isOperators(status)) return false;
  // A refused sender is the operator's to repair (MAIL_FROM, the relay's permission); no mail may be lost by it.
  // Only "too large" is about the message there.
  if (command === 'MAIL FROM') return responseCode === 552;
  return REFUSALS.has(responseCode);
}

/** Refused, and not merely put off: a reply of 5yz, whichever command it answers. */
function isRefused({ responseCode }: Failure): boolean {
  return responseCode !== null && responseCode >= 500;
}

/** Of X.1: the two that are about the sender's address; the others are about the recipient's. */
const SENDER_STATUS = /^\d\.1\.[78]$/;

/**
 * Whether an enhanced status code says that the trouble is not the recipient or the message: X.3 is the mail system (full, closed), X.4 the
 * network and routing (5.4.5: the quota of a relay), X.5 the protocol, X.7 security and policy.
 */
function isOperators(status: string | null): boolean {
  return status !== null && (/^\d\.[3457]\./.test(status) || SENDER_STATUS.test(status));
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

/** The enhanced status code stands right behind the reply's own. */
function statusField(error: unknown): string | null {
  const response = field(error, 'response');
  return typeof response === 'string' ? (/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null) : null;
}

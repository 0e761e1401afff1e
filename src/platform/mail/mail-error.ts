/**
 * An email that was not sent. Its message goes to logs and to `last_error`, so it has codes only: never an address, a token,
 * or the server's message, which usually quotes the address.
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

/** The server permanently refuses this email or its recipient: sending it again would not help. */
export class PermanentMailError extends MailError {
  override readonly name = 'PermanentMailError';
}

/**
 * The server refuses to take email from us: our credentials, our sender, a quota or a policy of the server. The operator has
 * to fix that, and no email may be lost by it, so it stays due. `/health/ready` and the metrics find it by this name.
 */
export class RefusedMailError extends MailError {
  override readonly name = 'RefusedMailError';
}

/** Any other error: the connection, TLS, credentials, a temporary reply. The email stays due. */
export class TemporaryMailError extends MailError {
  override readonly name = 'TemporaryMailError';
}

/**
 * Replies to RCPT TO or DATA that are about this recipient or message (501: an address that it cannot parse); 530 or 503, for
 * example, are about the connection.
 */
const REFUSALS: ReadonlySet<number> = new Set([501, 550, 551, 552, 553, 554, 556]);

/** Distinguishes a permanent refusal from errors that may be temporary, and keeps only the codes of the error. */
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
  // The client itself found that the recipient is not valid, or the email larger than the server accepts.
  if (responseCode === null) return (code === 'EENVELOPE' && command === 'API') || command === 'MAIL FROM';
  if (needsOperator(status)) return false;
  // A refused sender has to be fixed by the operator (MAIL_FROM, the permissions at the mail server); no email may be lost by
  // it. Only "too large" is about the message there.
  if (command === 'MAIL FROM') return responseCode === 552;
  return REFUSALS.has(responseCode);
}

/** Refused, and not only deferred: a reply of 5yz, to any command. */
function isRefused({ responseCode }: Failure): boolean {
  return responseCode !== null && responseCode >= 500;
}

/** Of X.1: the two that are about the sender's address; the others are about the recipient's. */
const SENDER_STATUS = /^\d\.1\.[78]$/;

/**
 * Whether an enhanced status code says that neither the recipient nor the message is the problem: X.3 is the mail system
 * (full, closed), X.4 the network and routing (5.4.5: the quota of a mail server on the way), X.5 the protocol, X.7 security
 * and policy.
 */
function needsOperator(status: string | null): boolean {
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

/** The enhanced status code comes directly after the reply code. */
function statusField(error: unknown): string | null {
  const response = field(error, 'response');
  return typeof response === 'string' ? (/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null) : null;
}

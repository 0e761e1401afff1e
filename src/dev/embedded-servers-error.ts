/** An embedded server cannot start. The message is one sentence that says what to do; a stack trace would not help. */
export class EmbeddedServersError extends Error {
  override readonly name = 'EmbeddedServersError';
}

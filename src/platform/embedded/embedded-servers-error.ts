/** An embedded server cannot start. The message is one sentence that says what to do about it; no stack is of use. */
export class EmbeddedServersError extends Error {
  override readonly name = 'EmbeddedServersError';
}

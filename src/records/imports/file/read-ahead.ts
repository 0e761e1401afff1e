/**
 * Requests the next value while the consumer works on the current one, so that both take place at once. At most one value waits.
 * An error of the source is thrown when its value would be due, and the source is closed when the consumer ends early.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let pending = request(iterator);
  try {
    for (;;) {
      const result = await pending;
      if (result.done) return;
      pending = request(iterator);
      yield result.value;
    }
  } finally {
    await pending.catch(() => undefined);
    await iterator.return?.();
  }
}

/** Its error is handled where it is awaited, and must not end the process before that. */
function request<T>(iterator: AsyncIterator<T>): Promise<IteratorResult<T>> {
  const result = iterator.next();
  result.catch(() => undefined);
  return result;
}

import { z } from 'zod';

/**
 * An ID from a provider: letters, digits, underscores and hyphens, as in all of their IDs. Any other text would be an error in
 * Postgres: a NUL or a lone surrogate cannot be sent to it, and a long text does not fit into an index.
 */
export const providerId = z.string().regex(/^[\w-]{1,255}$/);

/** Whether Postgres can store the text: without NUL and without lone surrogates. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

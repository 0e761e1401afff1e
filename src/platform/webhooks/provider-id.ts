import { z } from 'zod';

/**
 * An id that a provider gave: letters, digits, underscores and hyphens, as all of theirs are. Anything else would not only be unknown
 * here: a NUL or half a surrogate pair cannot be sent to Postgres, and a long text does not fit an index.
 */
export const providerId = z.string().regex(/^[\w-]{1,255}$/);

/** Whether Postgres can hold the text: without NUL and without half surrogate pairs. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

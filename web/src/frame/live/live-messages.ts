import type { StreamEvent } from '../../api/event-stream';

/** What one tab tells the others of the same browser about the stream that it reads for all of them. */
export type LiveMessage =
  | { readonly kind: 'connected' }
  /** Changes may have been missed. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'changed'; readonly topic: string }
  | { readonly kind: 'disconnected' }
  /** The person is not a member any more. */
  | { readonly kind: 'refused' };

/** What an event of the stream means; null: nothing that this version knows. */
export function messageOf({ event, data }: StreamEvent): LiveMessage | null {
  if (event === 'ready') return { kind: 'connected' };
  if (event === 'resync') return { kind: 'reload' };
  if (event !== 'changed') return null;
  // As the call's document says.
  const { topic } = JSON.parse(data) as { readonly topic: string };
  return { kind: 'changed', topic };
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** The pause before the next attempt, longer after each failure and never the same for all browsers: they lose the connection together. */
export function pauseAfter(failures: number, random: number): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
  return longest / 2 + (random * longest) / 2;
}

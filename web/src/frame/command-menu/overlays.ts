import { useSyncExternalStore } from 'react';

/** What is open on top of the page; the list of organizations belongs to the frame of an organization. */
export type Overlay = 'menu' | 'keys' | 'invite' | 'create-organization' | 'organizations';

let current: Overlay | null = null;
const listeners = new Set<() => void>();

/** Opens one of them in place of another; null closes it. */
export function openOverlay(next: Overlay | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function currentOverlay(): Overlay | null {
  return current;
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(subscribe, currentOverlay);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

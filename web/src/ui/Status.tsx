import { useSyncExternalStore } from 'react';

/** How long something that is done is told. */
const TOLD_MS = 6_000;

interface Message {
  readonly key: number;
  readonly text: string;
}

let messages: readonly Message[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Message[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Says that something is done; there is nothing to answer, so it takes no place in the order of the Tab key. */
export function tell(text: string): void {
  count += 1;
  const key = count;
  set([...messages.slice(-2), { key, text }]);
  setTimeout(() => {
    set(messages.filter((message) => message.key !== key));
  }, TOLD_MS);
}

/** Takes away what was said of another organization. */
export function forgetStatus(): void {
  set([]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What was done a moment ago: read out without interrupting anybody. */
export function Status() {
  const told = useSyncExternalStore(subscribe, () => messages);
  return (
    <div role="status" className="statuses">
      {told.map(({ key, text }) => (
        <p key={key} className="toast">
          {text}
        </p>
      ))}
    </div>
  );
}

import { z } from 'zod';

const CHANGE = z.object({
  /** What kind of thing changed. */
  topic: z.string(),
  /** The thing that changed; null: not a single one. */
  id: z.string().nullable(),
  /** The only membership that is told; null: all that may read the topic. */
  recipient: z.string().nullable(),
});

/** Something in an organization that changed: only its kind and IDs, never its content. */
export type Change = Readonly<z.infer<typeof CHANGE>>;

const MESSAGE = z.object({
  /** The process that sent it, which does not read its own messages. */
  origin: z.string(),
  /** Null: changes may have been lost. */
  changes: z.array(CHANGE).nullable(),
});

type ChangeMessage = Readonly<z.infer<typeof MESSAGE>>;

/** A message as it is published. */
export function writeMessage(message: ChangeMessage): string {
  return JSON.stringify(message);
}

/** A published message; null for a text that is not one, such as one of a newer version. */
export function readMessage(text: string): ChangeMessage | null {
  try {
    return MESSAGE.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The same changes, each once. */
export function withoutRepeated(changes: readonly Change[]): Change[] {
  const byKey = new Map(changes.map((change) => [`${change.topic} ${change.id} ${change.recipient}`, change]));
  return [...byKey.values()];
}

import type { AuditEvent } from './queries';

/** A part of a sentence: a text, the event's actor or target, or another member, with their name where the event has it. */
export type Part = string | { readonly of: 'actor' | 'target' } | MemberPart;

interface MemberPart {
  readonly memberId: string;
  readonly name?: string;
}

export type Sentence = (event: AuditEvent, timeZone: string) => readonly Part[];

export const ACTOR: Part = { of: 'actor' };
export const TARGET: Part = { of: 'target' };

/** A sentence with its parts in place. */
export function say(texts: TemplateStringsArray, ...parts: readonly (Part | readonly Part[])[]): readonly Part[] {
  return texts.flatMap((text, index) => [text, parts[index] ?? ''].flat()).filter((part) => part !== '');
}

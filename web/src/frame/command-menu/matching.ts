import type { Command, Section } from './use-commands';

export interface CommandSection {
  readonly name: Section;
  readonly commands: readonly Command[];
}

const ORDER: readonly Section[] = ['Recent', 'Pages', 'Actions', 'Organizations', 'People'];

/**
 * The commands that have every typed word at the beginning of one of their words or keywords; those that show the words come before
 * those that have them as keywords, and so do their sections. Without a text, the recent ones come first, in a section of their own.
 */
export function matchingSections(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly CommandSection[] {
  const words = wordsOf(typed);
  // The service has found the people already, also by parts of their addresses.
  const matches = commands.filter(
    (one) => one.section === 'People' || hasWords(`${one.label} ${one.hint ?? ''} ${one.keywords ?? ''}`, words),
  );
  const used = recent.flatMap((id) => matches.filter((command) => command.id === id));
  const sections = ORDER.map((name) => ({
    name,
    commands: matches.filter(({ section }) => section === name),
  }));
  if (words.length === 0) {
    const rest = sections.map(({ name, commands: all }) => ({
      name,
      commands: all.filter((one) => !used.includes(one)),
    }));
    return [{ name: 'Recent' as const, commands: used }, ...rest].filter(isFilled);
  }
  const rank = (command: Command) => [isShown(command, words) ? 0 : 1, recencyOf(used, command)] as const;
  return sections
    .map(({ name, commands: all }) => ({ name, commands: [...all].sort((a, b) => compare(rank(a), rank(b))) }))
    .filter(isFilled)
    .sort((a, b) => best(a.commands, words) - best(b.commands, words));
}

/** 0 if one of the commands shows the words. */
function best(commands: readonly Command[], words: readonly string[]): number {
  return commands.some((command) => isShown(command, words)) ? 0 : 1;
}

function compare([shown, recency]: readonly [number, number], [otherShown, other]: readonly [number, number]): number {
  return shown - otherShown || recency - other;
}

function isFilled({ commands }: CommandSection): boolean {
  return commands.length > 0;
}

/** The recent ones first, the others as they were. */
function recencyOf(used: readonly Command[], command: Command): number {
  const index = used.indexOf(command);
  return index < 0 ? used.length : index;
}

function isShown({ label, hint = '' }: Command, words: readonly string[]): boolean {
  return hasWords(`${label} ${hint}`, words);
}

function hasWords(text: string, words: readonly string[]): boolean {
  const all = wordsOf(text);
  return words.every((word) => all.some((one) => one.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s@.-]+/)
    .filter((word) => word !== '');
}

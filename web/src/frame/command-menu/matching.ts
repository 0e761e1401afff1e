import type { Command, Section } from './use-commands';

export interface CommandSection {
  readonly name: Section;
  readonly commands: readonly Command[];
}

const ORDER: readonly Section[] = ['Recent', 'Pages', 'Actions', 'Organizations', 'People'];

/**
 * The commands that have every typed word at the beginning of one of their words or keywords. Without a text, the recent ones come first,
 * in a section of their own.
 */
export function matchingSections(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly CommandSection[] {
  const words = wordsOf(typed);
  // The service has found the people already, also by parts of their addresses.
  const matches = commands.filter((one) => one.section === 'People' || words.every((word) => hasWord(one, word)));
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
  return sections
    .map(({ name, commands: all }) => ({ name, commands: [...all].sort((a, b) => rank(used, a) - rank(used, b)) }))
    .filter(isFilled);
}

function isFilled({ commands }: CommandSection): boolean {
  return commands.length > 0;
}

/** The recent ones first, the others as they were. */
function rank(used: readonly Command[], command: Command): number {
  const index = used.indexOf(command);
  return index < 0 ? used.length : index;
}

function hasWord({ label, hint = '', keywords = '' }: Command, word: string): boolean {
  return wordsOf(`${label} ${hint} ${keywords}`).some((one) => one.startsWith(word));
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s@.-]+/)
    .filter((word) => word !== '');
}

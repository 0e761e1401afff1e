import type { Choice } from './Field';

/** What a table is sorted by; with a minus the other way round. */
export type Sort<Name extends string> = Name | `-${Name}`;

/** A column that a table can be sorted by. */
export interface SortColumn<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly type: 'text' | 'rank' | 'time' | 'number';
}

/** The two orders in words, ascending first, and which of them is asked for first. */
const ORDERS = {
  text: { words: ['A to Z', 'Z to A'], isDescendingFirst: false },
  rank: { words: ['highest first', 'lowest first'], isDescendingFirst: false },
  time: { words: ['earliest first', 'latest first'], isDescendingFirst: true },
  number: { words: ['lowest first', 'highest first'], isDescendingFirst: true },
} as const;

/** Whether the column is sorted in descending order first: of times the latest, of numbers the greatest. */
export function isDescendingFirst({ type }: Pick<SortColumn<string>, 'type'>): boolean {
  return ORDERS[type].isDescendingFirst;
}

/** Each column in both orders: "Joined, latest first". */
export function sortsOf<Name extends string>(columns: readonly SortColumn<Name>[]): Choice<Sort<Name>>[] {
  return columns.flatMap((column) => {
    const { name, label, type } = column;
    const [up, down] = ORDERS[type].words;
    const both: Choice<Sort<Name>>[] = [
      { value: name, label: `${label}, ${up}` },
      { value: `-${name}`, label: `${label}, ${down}` },
    ];
    return isDescendingFirst(column) ? both.reverse() : both;
  });
}

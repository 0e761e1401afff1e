import type { Choice } from '../form/Select';

/** The column by which a table is sorted; with a minus in descending order. */
export type Sort<Name extends string> = Name | `-${Name}`;

/** A column that a table can be sorted by. */
export interface SortColumn<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly type: 'text' | 'rank' | 'time' | 'number';
}

/** The names of both orders, ascending first, and which order is used first. */
const ORDERS = {
  text: { words: ['A to Z', 'Z to A'], isDescendingFirst: false },
  rank: { words: ['highest first', 'lowest first'], isDescendingFirst: false },
  time: { words: ['earliest first', 'latest first'], isDescendingFirst: true },
  number: { words: ['lowest first', 'highest first'], isDescendingFirst: true },
} as const;

/** Whether the column is first sorted in descending order: the latest times, the greatest numbers. */
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

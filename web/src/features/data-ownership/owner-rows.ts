import { OWNED_KINDS } from '../../shared/record-kinds';
import { count } from '../../ui/format/count';
import type { OwnerSort, OwnerSortName, OwnershipSearch } from './ownership-search';
import type { RecordOwner } from './queries';
import { sourceOf, type ReassignmentSource } from './reassignment-source';

/** An owner of records as a row of the table. */
export interface OwnerRow {
  readonly id: string;
  readonly owner: RecordOwner;
  readonly title: string;
  /** The records of all types. */
  readonly total: number;
  /** Null where the records cannot be reassigned by themselves. */
  readonly source: ReassignmentSource | null;
}

/** The rows in the service's order: by name, the unassigned records last. */
export function ownerRows(owners: readonly RecordOwner[]): OwnerRow[] {
  return owners.map((owner) => ({
    id: `${owner.membershipId ?? 'unassigned'} ${owner.previousOwnerId ?? ''}`,
    owner,
    title: titleOf(owner),
    total: totalOf(owner),
    source: sourceOf(owner),
  }));
}

/** The rows that match the filters, in their order. */
export function shownRows(rows: readonly OwnerRow[], { q, owners, sort = 'owner' }: OwnershipSearch): OwnerRow[] {
  const wanted = q?.toLocaleLowerCase() ?? '';
  const found = rows.filter(
    ({ owner, title }) =>
      (owners === undefined || owner.status === owners) && title.toLocaleLowerCase().includes(wanted),
  );
  return inOrder(found, sort);
}

/** Owners with the same number stay in the order of their names. */
function inOrder(rows: OwnerRow[], sort: OwnerSort): OwnerRow[] {
  const isDown = sort.startsWith('-');
  const name = (isDown ? sort.slice(1) : sort) as OwnerSortName; // A sort is a name, with or without a minus.
  if (name === 'owner') return isDown ? rows.reverse() : rows;
  const direction = isDown ? -1 : 1;
  return rows.sort((a, b) => direction * (numberOf(a, name) - numberOf(b, name)));
}

function numberOf({ owner, total }: OwnerRow, name: Exclude<OwnerSortName, 'owner'>): number {
  return name === 'total' ? total : (owner.counts[name] ?? 0);
}

/** "12 owners, 403 records: 200 leads, 203 deals; 20 unassigned". */
export function totalText(rows: readonly OwnerRow[]): string {
  const owners = rows.filter(({ owner }) => owner.status !== 'unassigned');
  const types = OWNED_KINDS.map((kind) => ({
    name: kind.replace(/s$/, ''),
    number: rows.reduce((sum, { owner }) => sum + (owner.counts[kind] ?? 0), 0),
  })).filter(({ number }) => number > 0);
  const records = sumOf(rows);
  const unassigned = records - sumOf(owners);
  return [
    `${count(owners.length, 'owner')}, ${count(records, 'record')}`,
    types.length > 0 ? `: ${types.map(({ name, number }) => count(number, name)).join(', ')}` : '',
    unassigned > 0 ? `; ${unassigned.toLocaleString()} unassigned` : '',
  ].join('');
}

function sumOf(rows: readonly OwnerRow[]): number {
  return rows.reduce((sum, { total }) => sum + total, 0);
}

function totalOf({ counts }: RecordOwner): number {
  return OWNED_KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

function titleOf({ status, name }: RecordOwner): string {
  if (status !== 'unassigned') return name ?? '';
  return name === null ? 'Unassigned (never had an owner)' : `Unassigned (previously ${name}’s)`;
}

import type { AuditEvent } from './queries';
import { ACTOR, say, TARGET, type Part, type Sentence } from './sentence-parts';

/** A member who got records by a removal, or from whom they return; without ID: the records were or become unassigned. */
interface Share {
  readonly membershipId: string | null;
  readonly name: string | null;
  readonly weight?: number;
  readonly records: number | null;
}

/** What a removal or a reinstatement does with the member's records. */
interface MovedRecords {
  readonly mode: 'unassign' | 'reassign' | 'split' | 'return';
  /** Null: too many to count. */
  readonly total: number | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly newOwners?: readonly Share[];
  readonly returnedFrom?: readonly Share[];
}

const MODES: readonly unknown[] = ['unassign', 'reassign', 'split', 'return'] satisfies MovedRecords['mode'][];

/** The value of the change `records`; null for another value, and for events of before it existed. */
function movedRecordsIn(value: unknown): MovedRecords | null {
  if (typeof value !== 'object' || value === null || !('mode' in value)) return null;
  return MODES.includes(value.mode) ? (value as MovedRecords) : null;
}

/** The records of an event that moves some. */
function recordsOf({ changes }: AuditEvent): MovedRecords | null {
  const records = movedRecordsIn(changes.records?.to);
  return records?.total === 0 ? null : records;
}

export const removed: Sentence = (event) => withHandover(event, say`${ACTOR} removed ${TARGET}`);

export const left: Sentence = (event) => withHandover(event, say`${ACTOR} left the organization`);

function withHandover(event: AuditEvent, sentence: readonly Part[]): readonly Part[] {
  const records = recordsOf(event);
  if (!records) return sentence;
  if (records.mode === 'unassign') return say`${sentence} and left ${amountOf(records)} unassigned`;
  return say`${sentence} and handed ${amountOf(records)} to ${peopleIn(records.newOwners ?? [])}`;
}

export const reinstated: Sentence = (event) => {
  const records = recordsOf(event);
  const plain = say`${ACTOR} reinstated ${TARGET}`;
  if (!records) return plain;
  const people = (records.returnedFrom ?? []).filter(({ membershipId }) => membershipId !== null);
  if (people.length === 0) return say`${plain} and returned ${amountOf(records)}`;
  return say`${plain} and returned ${amountOf(records)} from ${peopleIn(people)}`;
};

/** "61 records", "1 record", "the records" where there are too many to count. */
function amountOf({ total }: MovedRecords): string {
  return total === null ? 'the records' : recordsText(total);
}

function recordsText(count: number): string {
  return count === 1 ? '1 record' : `${count.toLocaleString()} records`;
}

/** More are named in the details. */
const NAMED_AT_MOST = 3;

/** "Alan (2/3) and Mary (1/3)"; of many only the first. */
function peopleIn(shares: readonly Share[]): readonly Part[] {
  const isAll = shares.length <= NAMED_AT_MOST;
  const named = shares.slice(0, isAll ? NAMED_AT_MOST : NAMED_AT_MOST - 1);
  const others = shares.length - named.length;
  const sum = shares.reduce((all, { weight = 0 }) => all + weight, 0);
  const parts = named.map((share) => personIn(share, shares.length > 1 ? sum : 0));
  const all = others > 0 ? [...parts, [`${others} others`]] : parts;
  return all.flatMap((part, index) => [joint(index, all.length), ...part]).filter((part) => part !== '');
}

function personIn({ membershipId, name, weight }: Share, sum: number): readonly Part[] {
  const person: Part =
    membershipId === null ? 'no one' : { memberId: membershipId, ...(name === null ? {} : { name }) };
  return weight === undefined || sum === 0 ? [person] : [person, ` (${fractionOf(weight, sum)})`];
}

function joint(index: number, count: number): string {
  if (index === 0) return '';
  return index === count - 1 ? ' and ' : ', ';
}

/** In lowest terms: 2 of 4 is "1/2". */
function fractionOf(weight: number, sum: number): string {
  const divisor = greatestDivisor(weight, sum);
  return `${weight / divisor}/${sum / divisor}`;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The value of the change `records` in the details: "61 records (leads 50, deals 11): Alan 41, Mary 20"; null: another value. */
export function recordsDetail(value: unknown): string | null {
  const records = movedRecordsIn(value);
  if (!records) return null;
  const kinds = Object.entries(records.counts ?? {}).filter(([, count]) => count > 0);
  const byKind = kinds.map(([kind, count]) => `${kind} ${count.toLocaleString()}`).join(', ');
  const shares = records.newOwners ?? records.returnedFrom ?? [];
  const byPerson = shares.map(
    ({ name, records: count }) => `${name ?? 'unassigned'}${count === null ? '' : ` ${count.toLocaleString()}`}`,
  );
  const people = byPerson.length === 0 ? '' : `: ${byPerson.join(', ')}`;
  const total = records.total === null ? 'more than 100,000 records' : recordsText(records.total);
  return `${total}${byKind === '' ? '' : ` (${byKind})`}${people}${records.mode === 'unassign' ? ', unassigned' : ''}`;
}

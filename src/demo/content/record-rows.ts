import type { RecordAction } from '../../audit/audit-actions.js';
import type { Actor } from '../../audit/audit-log.js';
import { idAt, type OrganizationDraft, type Row } from './organization-draft.js';
import type { Member } from './people.js';

type Thing = 'lead' | 'deal' | 'campaign' | 'sequence' | 'call' | 'automation' | 'integration';

/** A record to be: its columns, and as whom it was created. */
export interface RecordDraft {
  readonly thing: Thing;
  /** How the audit log names it. */
  readonly title: string;
  readonly createdAt: Date;
  readonly createdBy: Actor;
  /** The columns of its table, but for those that all records have. */
  readonly columns: Row;
  /** What the audit log tells of its creation, as the API shows the fields; the columns unless given. */
  readonly fields?: Row;
  /** How it has changed since. */
  readonly changes?: readonly RecordChange[];
}

export interface RecordChange {
  readonly at: Date;
  readonly by: Actor;
  readonly action?: 'campaign.activated';
  readonly fields: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

/** Adds the record with the audit events of its creation and its changes; answers its id. */
export function addRecord(draft: OrganizationDraft, record: RecordDraft): string {
  const { thing, title, createdAt, createdBy, columns, fields = columns, changes = [] } = record;
  const id = idAt<string>(createdAt);
  draft.add(thing, {
    id,
    ...columns,
    created_at: createdAt,
    updated_at: changes.at(-1)?.at ?? createdAt,
    version: 1 + changes.length,
  });
  const target = { kind: 'record', id, name: title } as const;
  draft.record(createdAt, { action: `${thing}.created`, actor: createdBy, target, changes: asCreated(fields) });
  for (const { at, by, action, fields: changed } of changes) {
    const updated: RecordAction = `${thing}.updated`;
    draft.record(at, { action: action ?? updated, actor: by, target, changes: changed });
  }
  return id;
}

/** Who owned a record when it was created; handovers change it. */
export function ownerColumns(owner: Member | null): { owner_id: string | null; previous_owner_id: null } {
  return { owner_id: owner?.id ?? null, previous_owner_id: null };
}

/** One of those who were members at this time; who is named twice is chosen more often. */
export function sellerAt(draft: OrganizationDraft, sellers: readonly Member[], at: Date): Member {
  const there = sellers.filter((seller) => isThere(seller, at));
  return there.length > 0 ? draft.random.pick(there) : firstOf(sellers);
}

export function isThere({ joinedAt, removedAt }: Member, at: Date): boolean {
  return joinedAt < at && (!removedAt || removedAt > at);
}

function firstOf(sellers: readonly Member[]): Member {
  const [first] = sellers;
  if (!first) throw new Error('The demo data has no one who sells.');
  return first;
}

function asCreated(fields: Row): Record<string, { from: null; to: unknown }> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, to]) => (to === null ? [] : [[name, { from: null, to }] as const])),
  );
}

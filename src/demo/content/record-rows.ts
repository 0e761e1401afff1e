import type { RecordAction } from '../../audit/audit-actions.js';
import type { Actor } from '../../audit/audit-log.js';
import { idAt, type OrganizationDraft, type Row } from './organization-draft.js';
import type { Member } from './people.js';

type RecordType = 'lead' | 'deal' | 'campaign' | 'sequence' | 'call' | 'automation' | 'integration';

/** A record that is to be added: its columns, and the actor who created it. */
export interface RecordDraft {
  readonly recordType: RecordType;
  /** How the audit log names it. */
  readonly title: string;
  readonly createdAt: Date;
  readonly createdBy: Actor;
  /** The columns of its table, but for those that all records have. */
  readonly columns: Row;
  /** What the audit log shows of its creation, as the API shows the fields; the columns unless given. */
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

/** Adds the record with the audit events of its creation and its changes. Returns its ID. */
export function addRecord(draft: OrganizationDraft, record: RecordDraft): string {
  const { recordType, title, createdAt, createdBy, columns, fields = columns, changes = [] } = record;
  const id = idAt<string>(createdAt);
  draft.add(recordType, {
    id,
    ...columns,
    created_at: createdAt,
    updated_at: changes.at(-1)?.at ?? createdAt,
    version: 1 + changes.length,
  });
  const target = { kind: 'record', id, name: title } as const;
  draft.record(createdAt, { action: `${recordType}.created`, actor: createdBy, target, changes: asCreated(fields) });
  for (const { at, by, action, fields: changed } of changes) {
    const updated: RecordAction = `${recordType}.updated`;
    draft.record(at, { action: action ?? updated, actor: by, target, changes: changed });
  }
  return id;
}

/** The owner of a record when it was created; a handover changes it. */
export function ownerColumns(owner: Member | null): { owner_id: string | null; previous_owner_id: null } {
  return { owner_id: owner?.id ?? null, previous_owner_id: null };
}

/** A seller who was a member at this time; one who is listed twice is chosen more often. */
export function sellerAt(draft: OrganizationDraft, sellers: readonly Member[], at: Date): Member {
  const candidates = sellers.filter((seller) => isMemberAt(seller, at));
  return candidates.length > 0 ? draft.random.pick(candidates) : firstOf(sellers);
}

export function isMemberAt({ joinedAt, removedAt }: Member, at: Date): boolean {
  return joinedAt < at && (!removedAt || removedAt > at);
}

function firstOf(sellers: readonly Member[]): Member {
  const [first] = sellers;
  if (!first) throw new Error('The demo data has no sellers.');
  return first;
}

function asCreated(fields: Row): Record<string, { from: null; to: unknown }> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, to]) => (to === null ? [] : [[name, { from: null, to }] as const])),
  );
}

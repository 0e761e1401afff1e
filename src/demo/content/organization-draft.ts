import { v7 } from 'uuid';
import type { NewAuditEvent } from '../../audit/audit-log.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { Randomness } from './randomness.js';
import { WorkingTime } from './working-time.js';

/** A row, column by column. All rows of one table have the same columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The tables that are filled, in an order in which each row finds those that it refers to. */
export const DRAFT_TABLES = [
  'organization',
  'membership',
  'subscription',
  'seat',
  'credit_account',
  'credit_entry',
  'api_key',
  'invitation',
  'invitation_mail',
  'revenue_target',
  'lead',
  'deal',
  'campaign',
  'sequence',
  'call',
  'automation',
  'integration',
  'reassignment',
  'removal_move',
  'conversation',
  'conversation_message',
  'audit_event',
  'due_work',
  'outbox',
] as const;
export type DraftTable = (typeof DRAFT_TABLES)[number];

/** The facts of an organization, before any rows are added. */
export interface OrganizationFacts {
  readonly id: OrganizationId;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  readonly timezone: string;
  readonly fiscalYearStartMonth: number;
  readonly createdAt: Date;
}

/** An organization that is built in memory, with the audit events that its history would have left. */
export class OrganizationDraft {
  readonly rows: Readonly<Record<DraftTable, Row[]>>;
  readonly random = new Randomness(2_611);
  readonly time: WorkingTime;

  constructor(
    readonly facts: OrganizationFacts,
    readonly now: Date,
  ) {
    this.time = new WorkingTime(now, this.random);
    // Every table is named once above.
    this.rows = Object.fromEntries(DRAFT_TABLES.map((table) => [table, [] as Row[]])) as Record<DraftTable, Row[]>;
  }

  add(table: DraftTable, row: Row): void {
    this.rows[table].push(row);
  }

  /** Writes an audit event that happened at this time. */
  record(at: Date, { action, actor, target, changes = {} }: NewAuditEvent): void {
    const isPerson = actor.kind !== 'system';
    this.add('audit_event', {
      id: idAt(at),
      action,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      target_kind: target.kind,
      target_id: target.id,
      target_name: target.name,
      changes,
      at,
      // An address of a network that exists in documentation only (RFC 5737).
      ip: isPerson ? `192.0.2.${this.random.between(10, 60)}` : null,
      request_id: isPerson ? idAt(at) : null,
    });
  }
}

/** A UUIDv7 of this time. */
export function idAt<T extends string>(at: Date): T {
  return v7({ msecs: at.getTime() }) as T;
}

import type { OrganizationId, UserId } from '../ids/ids.js';

export type Role = 'owner' | 'admin' | 'member' | 'viewer';
export type Plan = 'free' | 'starter' | 'pro' | 'enterprise';

/** What the door (`enter_organization`) says of a caller; nulls where they are nobody in this organization. */
export interface DoorRow {
  readonly account_live: boolean;
  readonly membership_id: string | null;
  readonly role: Role | null;
  readonly member_name: string | null;
  readonly deleted_at: string | null;
  readonly organization_name: string | null;
  readonly currency: string | null;
  readonly timezone: string | null;
  readonly fiscal_year_start_month: number | null;
  readonly plan: Plan | null;
}

/** Somebody who asks to be let into an organization, and who judges the door's answer: `judge` throws the refusal. */
export interface DoorCaller {
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
  readonly idempotency: IdempotencyClaim | null;
  judge(door: DoorRow): void;
}

/** One use of an `Idempotency-Key`: scoped to caller, method and path by its hash. */
export interface IdempotencyClaim {
  readonly callerId: string;
  readonly keyHash: Buffer;
  readonly requestHash: Buffer;
  /** The status that the answer of the first call bears. */
  readonly status: number;
  /** Told that this answer is a copy. */
  replayed(status: number): void;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Begins a transaction and names its tenant. `SET LOCAL` as a statement, not `set_config()`: only the statement reaches
 * the shards of a distributed database. It takes no parameter, hence the check of the text right here, once more.
 */
export function beginFor(organizationId: OrganizationId): readonly [string, string] {
  if (!UUID.test(organizationId)) throw new TypeError('Not a checked organization id.');
  return ['BEGIN', `SET LOCAL app.organization_id = '${organizationId}'`];
}

/** Its columns by name: a read that was prepared before a migration must not get others than it knows. */
export const DOOR_STATEMENT = `
  select account_live, membership_id, role, member_name, deleted_at, organization_name, currency, timezone,
         fiscal_year_start_month, plan
  from enter_organization($1, $2)`;

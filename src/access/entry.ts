import type { Actor } from '../audit/audit-log.js';
import type { DoorCaller, DoorQuestion, DoorRow, IdempotencyClaim, Plan } from '../platform/database/tenancy.js';
import { permissionDenied, Problem, unauthenticated } from '../platform/http/problem.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';
import { organizationNotFound } from './access.problems.js';
import type { Mark } from './marks.js';
import { permissionsOf, scopeOf, scopeOfKey, type Permission, type Role, type Scope } from './permissions.policy.js';

/** What every use case needs to know of the organization, from the authorization query. */
export interface EnteredOrganization {
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly fiscalYearStartMonth: number;
  readonly plan: Plan;
}

/**
 * The authorized caller, from the authorization query: a member, or an API key that acts for the organization without a
 * person.
 */
export interface EnteredCaller {
  readonly kind: 'member' | 'api_key';
  /** The membership or the key. */
  readonly id: string;
  /** Null for a key. */
  readonly membershipId: MembershipId | null;
  readonly name: string;
  readonly role: Role;
  /** How far the route's permission reaches for this caller. */
  readonly scope: Scope;
}

export type PermissionMark = Extract<Mark, { kind: 'permission' }>;

/** A request to access an organization, before the authorization query has run. */
export interface Approach {
  readonly organizationId: OrganizationId;
  readonly kind: EnteredCaller['kind'];
  /** Identifies the credential: for the rate limits and for the idempotency keys. */
  readonly credentialId: string;
  readonly question: DoorQuestion;
  readonly mark: PermissionMark;
  /** `{membershipId}` of the path. */
  readonly pathMembershipId: string | null;
}

/**
 * A caller who asks for access to an organization. The answer of the authorization query is checked together with the first
 * statement of the use case; until then neither the organization nor the caller may be read.
 */
export class Entry implements DoorCaller {
  /** The claim of a POST with an `Idempotency-Key`. */
  idempotency: IdempotencyClaim | null = null;
  private found: Inside | null = null;

  constructor(
    private readonly approach: Approach,
    private readonly onPassed: (entry: Entry) => void,
  ) {}

  get organizationId(): OrganizationId {
    return this.approach.organizationId;
  }

  get credentialId(): string {
    return this.approach.credentialId;
  }

  get question(): DoorQuestion {
    return this.approach.question;
  }

  get passed(): boolean {
    return this.found !== null;
  }

  /**
   * @throws 401 for a deleted account or an API key that is no longer valid, 404 `organization-not-found` for a caller who is
   *   not an active member, 403 `permission-denied`
   */
  judge(door: DoorRow): void {
    const { kind, mark } = this.approach;
    if (!door.account_live) throw new Problem(unauthenticated);
    const isDeleted = door.deleted_at !== null;
    if (!door.role || (isDeleted && !mark.evenDeleted)) throw new Problem(organizationNotFound);
    const oneself = mark.orOneself && kind === 'member' && door.membership_id === this.approach.pathMembershipId;
    const scope = scopeFor(kind, door.role, mark.permission) ?? (oneself ? 'own' : null);
    // Only a caller who may restore a deleted organization may learn that it exists.
    if (!scope && isDeleted) throw new Problem(organizationNotFound);
    if (!scope) throw new Problem(permissionDenied, { extra: { requiredPermission: mark.permission } });
    this.found = insideOf(door, kind, scope);
    if (!this.found) throw new Problem(organizationNotFound);
    this.onPassed(this);
  }

  get organization(): EnteredOrganization {
    return this.inside().organization;
  }

  get caller(): EnteredCaller {
    return this.inside().caller;
  }

  /** The caller as the audit log names them. */
  get actor(): Actor {
    const { kind, id, name } = this.caller;
    return { kind, id, name };
  }

  /** Whether the caller also holds a permission other than the one that the route requires. */
  may(permission: Permission): boolean {
    const { kind, role } = this.caller;
    return scopeFor(kind, role, permission) === 'all';
  }

  /** All permissions of the caller in this organization. */
  permissions(): { permission: Permission; scope: Scope }[] {
    const { kind, role } = this.caller;
    return permissionsOf(role).filter(({ permission }) => scopeFor(kind, role, permission) !== null);
  }

  private inside(): Inside {
    if (!this.found) throw new Error('The organization was read before its authorization query.');
    return this.found;
  }
}

function scopeFor(kind: EnteredCaller['kind'], role: Role, permission: Permission): Scope | null {
  return kind === 'member' ? scopeOf(role, permission) : scopeOfKey(role, permission);
}

interface Inside {
  readonly organization: EnteredOrganization;
  readonly caller: EnteredCaller;
}

/** The authorization query answers everything about a caller, or nothing at all. */
function insideOf(door: DoorRow, kind: EnteredCaller['kind'], scope: Scope): Inside | null {
  const { membership_id: id, role, member_name: callerName, organization_name: name, currency, timezone, plan } = door;
  const { fiscal_year_start_month: month } = door;
  if (id === null || role === null || callerName === null || name === null) return null;
  if (currency === null || timezone === null || month === null || plan === null) return null;
  return {
    organization: { name, currency, timezone, fiscalYearStartMonth: month, plan },
    caller: { kind, id, membershipId: kind === 'member' ? (id as MembershipId) : null, name: callerName, role, scope },
  };
}

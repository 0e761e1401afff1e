import type { Actor } from '../audit/audit-log.js';
import type { DoorCaller, DoorQuestion, DoorRow, IdempotencyClaim, Plan } from '../platform/database/tenancy.js';
import { permissionDenied, Problem, unauthenticated } from '../platform/http/problem.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';
import { organizationNotFound } from './access.problems.js';
import type { Mark } from './marks.js';
import { permissionsOf, scopeOf, scopeOfKey, type Permission, type Role, type Scope } from './permissions.policy.js';

/** What everybody needs of the organization, from the door's answer. */
export interface EnteredOrganization {
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly fiscalYearStartMonth: number;
  readonly plan: Plan;
}

/** Who came in, from the door's answer: a member, or an API key that acts for the organization without a person. */
export interface EnteredCaller {
  readonly kind: 'member' | 'api_key';
  /** The membership or the key. */
  readonly id: string;
  /** Null for a key. */
  readonly membershipId: MembershipId | null;
  readonly name: string;
  readonly role: Role;
  /** How far the route's permission reaches for them. */
  readonly scope: Scope;
}

export type PermissionMark = Extract<Mark, { kind: 'permission' }>;

/** Who wants to come in, before the door is asked. */
export interface Approach {
  readonly organizationId: OrganizationId;
  readonly kind: EnteredCaller['kind'];
  /** Tells credentials apart: who has been inside, whose idempotency keys. */
  readonly credentialId: string;
  readonly question: DoorQuestion;
  readonly mark: PermissionMark;
  /** `{membershipId}` of the path. */
  readonly pathMembershipId: string | null;
}

/**
 * A caller on the way into an organization. The door's answer is judged with the first statement of the use case; until then
 * nothing of the organization or the caller may be asked for.
 */
export class Entry implements DoorCaller {
  /** The claim of a POST that bears an `Idempotency-Key`. */
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
   * @throws 401 for a deleted account or a key that counts no more, 404 `organization-not-found` for who is no active
   *   member, 403 `permission-denied`
   */
  judge(door: DoorRow): void {
    const { kind, mark } = this.approach;
    if (!door.account_live) throw new Problem(unauthenticated);
    const isDeleted = door.deleted_at !== null;
    if (!door.role || (isDeleted && !mark.evenDeleted)) throw new Problem(organizationNotFound);
    const oneself = mark.orOneself && kind === 'member' && door.membership_id === this.approach.pathMembershipId;
    const scope = scopeFor(kind, door.role, mark.permission) ?? (oneself ? 'own' : null);
    // Of a deleted organization nobody but who may bring it back learns that it is there.
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

  /** Whether the caller holds a permission beside the one that the route asks for. */
  may(permission: Permission): boolean {
    const { kind, role } = this.caller;
    return scopeFor(kind, role, permission) === 'all';
  }

  /** All that the caller may do here. */
  permissions(): { permission: Permission; scope: Scope }[] {
    const { kind, role } = this.caller;
    return permissionsOf(role).filter(({ permission }) => scopeFor(kind, role, permission) !== null);
  }

  private inside(): Inside {
    if (!this.found) throw new Error('The organization was asked about before its door.');
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

/** The door answers everything about a caller, or nothing at all. */
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

import type { DoorCaller, DoorRow, IdempotencyClaim, Plan } from '../platform/database/tenancy.js';
import { permissionDenied, Problem, unauthenticated } from '../platform/http/problem.js';
import type { MembershipId, OrganizationId, UserId } from '../platform/ids/ids.js';
import { organizationNotFound } from './access.problems.js';
import type { Mark } from './marks.js';
import { scopeOf, type Role, type Scope } from './permissions.policy.js';

/** What everybody needs of the organization, from the door's answer. */
export interface EnteredOrganization {
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly fiscalYearStartMonth: number;
  readonly plan: Plan;
}

/** The caller's own membership, from the door's answer. */
export interface EnteredMember {
  readonly membershipId: MembershipId;
  readonly userId: UserId;
  readonly name: string;
  readonly role: Role;
  /** How far the route's permission reaches for them. */
  readonly scope: Scope;
}

export type PermissionMark = Extract<Mark, { kind: 'permission' }>;

/**
 * A caller on the way into an organization. The door's answer is judged with the first statement of the use case; until then
 * nothing of the organization or the member may be asked for.
 */
export class Entry implements DoorCaller {
  /** The claim of a POST that bears an `Idempotency-Key`. */
  idempotency: IdempotencyClaim | null = null;
  private found: Inside | null = null;

  constructor(
    readonly organizationId: OrganizationId,
    readonly userId: UserId,
    private readonly mark: PermissionMark,
    private readonly pathMembershipId: string | null,
    private readonly onPassed: (entry: Entry) => void,
  ) {}

  get passed(): boolean {
    return this.found !== null;
  }

  /**
   * @throws 401 for a deleted account, 404 `organization-not-found` for who is no active member, 403 `permission-denied`
   */
  judge(door: DoorRow): void {
    if (!door.account_live) throw new Problem(unauthenticated);
    if (!door.role || door.deleted_at !== null) throw new Problem(organizationNotFound);
    const oneself = this.mark.orOneself && door.membership_id === this.pathMembershipId;
    const scope = scopeOf(door.role, this.mark.permission) ?? (oneself ? 'own' : null);
    if (!scope) throw new Problem(permissionDenied, { extra: { requiredPermission: this.mark.permission } });
    this.found = insideOf(door, this.userId, scope);
    if (!this.found) throw new Problem(organizationNotFound);
    this.onPassed(this);
  }

  get organization(): EnteredOrganization {
    return this.inside().organization;
  }

  get member(): EnteredMember {
    return this.inside().member;
  }

  private inside(): Inside {
    if (!this.found) throw new Error('The organization was asked about before its door.');
    return this.found;
  }
}

interface Inside {
  readonly organization: EnteredOrganization;
  readonly member: EnteredMember;
}

/** The door answers everything about a member, or nothing at all. */
function insideOf(door: DoorRow, userId: UserId, scope: Scope): Inside | null {
  const { membership_id: id, role, member_name: memberName, organization_name: name, currency, timezone, plan } = door;
  const { fiscal_year_start_month: month } = door;
  if (id === null || role === null || memberName === null || name === null) return null;
  if (currency === null || timezone === null || month === null || plan === null) return null;
  return {
    organization: { name, currency, timezone, fiscalYearStartMonth: month, plan },
    member: { membershipId: id as MembershipId, userId, name: memberName, role, scope },
  };
}

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
  private row: DoorRow | null = null;
  private reach: Scope | null = null;

  constructor(
    readonly organizationId: OrganizationId,
    readonly userId: UserId,
    private readonly mark: PermissionMark,
    private readonly pathMembershipId: string | null,
    private readonly onPassed: (entry: Entry) => void,
  ) {}

  get passed(): boolean {
    return this.row !== null;
  }

  /**
   * @throws 401 for a deleted account, 404 `organization-not-found` for who is no active member, 403 `permission-denied`
   */
  judge(door: DoorRow): void {
    if (!door.account_live) throw new Problem(unauthenticated);
    if (!door.role || door.deleted_at !== null) throw new Problem(organizationNotFound);
    const oneself = this.mark.orOneself && door.membership_id === this.pathMembershipId;
    this.reach = scopeOf(door.role, this.mark.permission) ?? (oneself ? 'own' : null);
    if (!this.reach) {
      throw new Problem(permissionDenied, { extra: { requiredPermission: this.mark.permission } });
    }
    this.row = door;
    this.onPassed(this);
  }

  get organization(): EnteredOrganization {
    const row = this.passedRow();
    return {
      name: row.organization_name as string,
      currency: row.currency as string,
      timezone: row.timezone as string,
      fiscalYearStartMonth: row.fiscal_year_start_month as number,
      plan: row.plan as Plan,
    };
  }

  get member(): EnteredMember {
    const row = this.passedRow();
    return {
      membershipId: row.membership_id as MembershipId,
      userId: this.userId,
      name: row.member_name as string,
      role: row.role as Role,
      scope: this.reach as Scope,
    };
  }

  private passedRow(): DoorRow {
    if (!this.row) throw new Error('The organization was asked about before its door.');
    return this.row;
  }
}

import type { Actor } from '../audit/audit-log.js';
import type { AuthorizationQuery, IdempotencyClaim, TenantCaller } from '../platform/database/tenancy.js';
import { Problem, unauthenticated } from '../platform/http/problem.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';
import type { AuthorizationRow } from './authorization-query.js';
import type { Plan } from './plan.js';
import { organizationNotFound, missingPermission } from './access.problems.js';
import type { AccessRule } from './access-rules.js';
import { permissionsOf, scopeOf, scopeOfKey, type Permission, type Role, type Scope } from './permissions.policy.js';

/** What every use case needs to know of the organization, from the authorization query. */
export interface AuthorizedOrganization {
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
export interface AuthorizedCaller {
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

export type PermissionRule = Extract<AccessRule, { kind: 'permission' }>;

/** A request to access an organization, before the authorization query has run. */
export interface AuthorizationRequest {
  readonly organizationId: OrganizationId;
  readonly kind: AuthorizedCaller['kind'];
  /** Identifies the credential: for the rate limits and for the idempotency keys. */
  readonly credentialId: string;
  readonly authorizationQuery: AuthorizationQuery;
  readonly accessRule: PermissionRule;
  /** `{membershipId}` of the path. */
  readonly pathMembershipId: string | null;
}

/**
 * A caller who asks for access to an organization. The answer of the authorization query is checked together with the first
 * statement of the use case; until then neither the organization nor the caller may be read.
 */
export class AuthorizedContext implements TenantCaller {
  /** The claim of a POST with an `Idempotency-Key`. */
  idempotency: IdempotencyClaim | null = null;
  private authorization: Authorization | null = null;

  constructor(
    private readonly request: AuthorizationRequest,
    private readonly onAuthorized: (auth: AuthorizedContext) => void,
  ) {}

  get organizationId(): OrganizationId {
    return this.request.organizationId;
  }

  get credentialId(): string {
    return this.request.credentialId;
  }

  get authorizationQuery(): AuthorizationQuery {
    return this.request.authorizationQuery;
  }

  get isAuthorized(): boolean {
    return this.authorization !== null;
  }

  /**
   * @throws 401 for a deleted account or an API key that is no longer valid, 404 `organization-not-found` for a caller who is
   *   not an active member, 403 `permission-denied`
   */
  authorize(row: AuthorizationRow): void {
    const { kind, accessRule: rule } = this.request;
    if (!row.account_live) throw new Problem(unauthenticated);
    const isDeleted = row.deleted_at !== null;
    if (!row.role || (isDeleted && !rule.evenDeleted)) throw new Problem(organizationNotFound);
    const isOneself = rule.orOneself && kind === 'member' && row.membership_id === this.request.pathMembershipId;
    const scope = scopeFor(kind, row.role, rule.permission) ?? (isOneself ? 'own' : null);
    // Only a caller who may restore a deleted organization may learn that it exists.
    if (!scope && isDeleted) throw new Problem(organizationNotFound);
    if (!scope) throw missingPermission(rule.permission);
    this.authorization = toAuthorization(row, kind, scope);
    if (!this.authorization) throw new Problem(organizationNotFound);
    this.onAuthorized(this);
  }

  get organization(): AuthorizedOrganization {
    return this.requireAuthorization().organization;
  }

  get caller(): AuthorizedCaller {
    return this.requireAuthorization().caller;
  }

  /** The caller as the audit log names them. */
  get actor(): Actor {
    const { kind, id, name } = this.caller;
    return { kind, id, name };
  }

  /** Whether the caller also holds a permission other than the one that the route requires. */
  hasPermission(permission: Permission): boolean {
    const { kind, role } = this.caller;
    return scopeFor(kind, role, permission) === 'all';
  }

  /** All permissions of the caller in this organization. */
  permissions(): { permission: Permission; scope: Scope }[] {
    const { kind, role } = this.caller;
    return permissionsOf(role).filter(({ permission }) => scopeFor(kind, role, permission) !== null);
  }

  private requireAuthorization(): Authorization {
    if (!this.authorization) throw new Error('The organization was read before its authorization query.');
    return this.authorization;
  }
}

function scopeFor(kind: AuthorizedCaller['kind'], role: Role, permission: Permission): Scope | null {
  return kind === 'member' ? scopeOf(role, permission) : scopeOfKey(role, permission);
}

interface Authorization {
  readonly organization: AuthorizedOrganization;
  readonly caller: AuthorizedCaller;
}

/** The authorization query answers everything about a caller, or nothing at all. */
function toAuthorization(row: AuthorizationRow, kind: AuthorizedCaller['kind'], scope: Scope): Authorization | null {
  const { membership_id: id, role, member_name: callerName, organization_name: name, currency, timezone, plan } = row;
  const { fiscal_year_start_month: month } = row;
  if (id === null || role === null || callerName === null || name === null) return null;
  if (currency === null || timezone === null || month === null || plan === null) return null;
  return {
    organization: { name, currency, timezone, fiscalYearStartMonth: month, plan },
    caller: { kind, id, membershipId: kind === 'member' ? (id as MembershipId) : null, name: callerName, role, scope },
  };
}

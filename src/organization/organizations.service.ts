import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../platform/database/global-database.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import type { Role } from '../access/permissions.policy.js';
import { AuditLog } from '../audit/audit-log.js';
import { Subscriptions } from '../billing/subscription/subscriptions.js';
import { Seats } from '../billing/seats/seats.js';
import { Users } from '../identity/users.js';
import { Memberships } from '../membership/memberships.js';
import { inNameOrder } from '../platform/database/name-order.js';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import type { Plan } from '../access/plan.js';
import { findIdempotencyScope, recordIdempotencyScope } from '../platform/database/idempotency-scopes.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { OrganizationCreations } from './organization-created.event.js';
import { answerWithVersion } from '../platform/http/answer.js';
import { Problem } from '../platform/http/problem.js';
import { newId, type MembershipId, type OrganizationId, type UserId } from '../platform/ids/ids.js';
import { parseSort, pageClauses, toPage, type Page, type SortKey } from '../platform/lists/keyset.js';
import type { ListQueryDto } from '../platform/lists/list-query.dto.js';
import type { CreateOrganizationDto, OrganizationDto } from './dto/organization.dto.js';
import {
  SELECT_ORGANIZATION,
  toOrganization,
  type OrganizationRow,
  type OwnOrganizationRow,
} from './organization-queries.js';
import { Logos } from './logo/logos.service.js';
import { reserveSlug } from './slugs.js';
import { isReservedSlug, canCreateFreeOrganization, slugOf } from './organization.policy.js';
import { freeOrganizationLimitReached } from './organization.problems.js';

const SORTS = {
  organizationName: { sql: inNameOrder('name'), type: 'text', nullable: false },
} as const satisfies Record<string, SortKey>;

/** Creates, reads and lists organizations. */
@Injectable()
export class Organizations {
  constructor(
    private readonly globalDatabase: GlobalDatabase,
    private readonly tenants: TenantDatabase,
    private readonly memberships: Memberships,
    private readonly seats: Seats,
    private readonly subscriptions: Subscriptions,
    private readonly users: Users,
    private readonly logos: Logos,
    private readonly audit: AuditLog,
    private readonly organizationCreations: OrganizationCreations,
  ) {}

  /**
   * Creates an organization on the Free plan, with the caller as its owner.
   *
   * @throws 409 `free-organization-limit-reached`
   */
  async create(caller: SignedInCaller, dto: CreateOrganizationDto): Promise<OrganizationDto> {
    const { user, idempotency } = caller;
    const organizationId = await this.chooseId(idempotency);
    const created = await this.tenants.runAsNonMember(organizationId, idempotency, async (tx) => {
      // Before the limit is checked: a repeated request beside the first one must not be refused because of the first one's
      // organization.
      if (idempotency) await recordIdempotencyScope(tx, idempotency);
      await this.refuseAboveFreeLimit(tx, user.id);
      const membershipId = await this.insert(tx, user.id, dto);
      this.audit.recordAuditEvent(tx, {
        action: 'organization.created',
        actor: { kind: 'member', id: membershipId, name: user.name },
        target: { kind: 'organization', id: organizationId, name: dto.name },
      });
      return this.getIn(tx, 'free', 'owner');
    });
    if (!user.activeOrganizationId) await this.users.setActiveOrganization(user.id, organizationId);
    return created;
  }

  async get(auth: AuthorizedContext): Promise<OrganizationDto> {
    const [row] = await this.tenants.read<OrganizationRow>(auth, {
      text: SELECT_ORGANIZATION,
      values: { organizationId: auth.organizationId },
    });
    if (!row) throw new Error('The authorization query found an organization that does not exist.');
    answerWithVersion(row.version);
    return toOrganization(row, auth.organization.plan, auth.caller.role, this.logoUrl);
  }

  /** The organization within an open transaction. */
  async getIn(tx: TenantTransaction, plan: Plan, role: Role): Promise<OrganizationDto> {
    const row = await tx.one<OrganizationRow>(SELECT_ORGANIZATION, { organizationId: tx.organizationId });
    return toOrganization(row, plan, role, this.logoUrl);
  }

  /** The caller's organizations, sorted by name. */
  async listOwn(caller: SignedInCaller, query: ListQueryDto): Promise<Page<OrganizationDto>> {
    const sort = parseSort('organizationName', SORTS);
    const page = pageClauses(sort, 'organization_id', query.cursor);
    const rows = await this.globalDatabase.query<OwnOrganizationRow & { sort_value: string }>(
      `select *, name as sort_value from organizations_of(:userId) where ${page.where} order by ${page.orderBy} limit :limit`,
      { userId: caller.user.id, limit: query.limit + 1, ...page.values },
    );
    return toPage(
      rows,
      query.limit,
      sort,
      (row) => ({ value: row.sort_value, id: row.organization_id }),
      (row) => toOrganization(row, row.plan, row.role, this.logoUrl),
    );
  }

  /** All of a user's organizations, sorted by name, for the switcher. */
  listAllOf(userId: UserId): Promise<OwnOrganizationRow[]> {
    return this.globalDatabase.queryPrepared<OwnOrganizationRow>(
      `select * from organizations_of($1) order by ${inNameOrder('name')}, organization_id`,
      [userId],
    );
  }

  private readonly logoUrl = (logoId: string | null): string | null => this.logos.urlOf(logoId);

  /** Two creations by one person run one after another, so that they cannot both create the tenth. */
  private async refuseAboveFreeLimit(tx: TenantTransaction, userId: UserId): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('found:' || $1, 0))`, [userId]);
    const { owned } = await tx.one<{ owned: number }>('select free_organizations_owned_by($1) as owned', [userId]);
    if (!canCreateFreeOrganization(owned)) throw new Problem(freeOrganizationLimitReached);
  }

  private async insert(tx: TenantTransaction, userId: UserId, dto: CreateOrganizationDto): Promise<MembershipId> {
    const ownerId = newId<MembershipId>();
    const slug = await chooseSlug(tx, slugOf(dto.name));
    await tx.query(
      `insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.organizationId, dto.name, slug, dto.currency, dto.timezone, dto.fiscalYearStartMonth, ownerId],
    );
    await this.memberships.add(tx, userId, 'owner', ownerId);
    await this.subscriptions.createSubscription(tx);
    this.seats.takeForMember(tx, ownerId);
    await this.organizationCreations.announce(tx, { timezone: dto.timezone });
    return ownerId;
  }

  /** A repeated call under an idempotency key goes to the organization of the first one. */
  private async chooseId(claim: IdempotencyClaim | null): Promise<OrganizationId> {
    if (!claim) return newId<OrganizationId>();
    return (await findIdempotencyScope(this.globalDatabase, claim)) ?? newId<OrganizationId>();
  }
}

/** The slug itself if it is free and not reserved, else followed by the beginning of the organization's ID. */
async function chooseSlug(tx: TenantTransaction, wanted: string): Promise<string> {
  const first = isReservedSlug(wanted) ? [] : [wanted];
  for (const slug of [...first, `${wanted}-${tx.organizationId.slice(-6)}`, `${wanted}-${tx.organizationId}`]) {
    if (await reserveSlug(tx, slug)) return slug;
  }
  throw new Error('No free slug was found.');
}

import { Injectable } from '@nestjs/common';
import type { Plan } from '../access/plan.js';
import { GlobalDatabase } from '../platform/database/global-database.js';
import { organizationNotFound } from '../access/access.problems.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { newestFirst, type Page, pageClauses, toPage } from '../platform/lists/keyset.js';
import { containsPattern, matches } from '../platform/lists/search.js';
import type {
  FindOrganizationsQueryDto,
  FindUsersQueryDto,
  PlatformOrganizationDto,
  PlatformUserDto,
} from './dto/operator.dto.js';

const NEWEST_FIRST = newestFirst('newest', 'created_at');

const USERS_NEWEST_FIRST = newestFirst('newest', 'u.created_at');

const FIRST_PAGE = { cursorValue: null, cursorId: null };

/** All addresses of a user, the primary one first. */
const EMAILS = `(select array_agg(e.email order by e.is_primary desc, e.email) from user_email e where e.user_id = u.user_id)`;

const MATCHES = `(${matches('u.name')} or u.user_id::text = lower(:q::text)
  or exists (select 1 from user_email e where e.user_id = u.user_id and ${matches('e.email')}))`;

/** A join alone may change the order. */
const WITH_STATE =
  'cross join lateral organization_state(o.organization_id) order by o.created_at desc, o.organization_id desc';

interface OrganizationRow {
  readonly organization_id: string;
  readonly name: string;
  readonly slug: string;
  readonly plan: Plan;
  readonly owner_membership_id: string | null;
  readonly owner_name: string | null;
  readonly owner_email: string | null;
  readonly members: number;
  readonly created_at: string;
  readonly deleted_at: string | null;
  readonly purge_at: string | null;
  readonly status: PlatformOrganizationDto['status'];
  readonly seats: number;
  readonly last_active_at: string | null;
}

interface UserRow {
  readonly user_id: string;
  readonly name: string;
  readonly emails: string[];
  readonly created_at: string;
}

/** What a superadmin can search across organizations. */
@Injectable()
export class PlatformDirectory {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  /** Newest first. */
  async listOrganizations(query: FindOrganizationsQueryDto): Promise<Page<PlatformOrganizationDto>> {
    const page = pageClauses(NEWEST_FIRST, 'organization_id', query.cursor);
    const rows = await this.globalDatabase.query<OrganizationRow>(
      `select * from list_organizations(:pattern, :isDeleted, :cursorValue, :cursorId, :limit) o ${WITH_STATE}`,
      {
        pattern: containsPattern(query.q),
        isDeleted: query.deleted === 'true',
        limit: query.limit + 1,
        ...FIRST_PAGE,
        ...page.values,
      },
    );
    return toPage(
      rows,
      query.limit,
      NEWEST_FIRST,
      (row) => ({ value: row.created_at, id: row.organization_id }),
      toDto,
    );
  }

  /** @throws 404 `organization-not-found` */
  async getOrganization(id: OrganizationId): Promise<PlatformOrganizationDto> {
    const rows = await this.globalDatabase.query<OrganizationRow>(
      `select * from (select * from find_organizations($1, false) union all select * from find_organizations($1, true)) o
       ${WITH_STATE}`,
      [id],
    );
    const [row] = rows;
    if (!row) throw new Problem(organizationNotFound);
    return toDto(row);
  }

  /** Newest first. */
  async listUsers(query: FindUsersQueryDto): Promise<Page<PlatformUserDto>> {
    const page = pageClauses(USERS_NEWEST_FIRST, 'u.user_id', query.cursor);
    const pattern = containsPattern(query.q);
    const rows = await this.globalDatabase.query<UserRow>(
      `select u.user_id, u.name, ${EMAILS} as emails, u.created_at from user_account u
       where u.deleted_at is null and exists (select 1 from user_email e where e.user_id = u.user_id)
         ${pattern === null ? '' : `and ${MATCHES}`} and ${page.where}
       order by ${page.orderBy} limit :limit`,
      { ...(pattern === null ? {} : { pattern, q: query.q }), limit: query.limit + 1, ...page.values },
    );
    return toPage(
      rows,
      query.limit,
      USERS_NEWEST_FIRST,
      (row) => ({ value: row.created_at, id: row.user_id }),
      (row) => ({ id: row.user_id, name: row.name, emails: row.emails, createdAt: row.created_at }),
    );
  }
}

function toDto(row: OrganizationRow): PlatformOrganizationDto {
  const { owner_membership_id: membershipId, owner_name: name, owner_email: email } = row;
  return {
    id: row.organization_id,
    name: row.name,
    slug: row.slug,
    plan: row.plan,
    owner: membershipId === null ? null : { membershipId, name: name ?? '', email: email ?? '' },
    members: row.members,
    status: row.status,
    seatsUsed: row.seats,
    lastActiveAt: row.last_active_at,
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
    purgeAt: row.purge_at,
  };
}

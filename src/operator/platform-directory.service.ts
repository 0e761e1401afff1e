import { Injectable } from '@nestjs/common';
import type { Plan } from '../access/plan.js';
import { GlobalDatabase } from '../platform/database/global-database.js';
import { organizationNotFound } from '../access/access.problems.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { newestFirst, type Page, pageClauses, toPage } from '../platform/lists/keyset.js';
import { containsPattern } from '../platform/lists/search.js';
import type {
  FindOrganizationsQueryDto,
  FindUsersQueryDto,
  PlatformOrganizationDto,
  PlatformUserDto,
} from './dto/operator.dto.js';

const NEWEST_FIRST = newestFirst('newest', 'created_at');

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
      `select * from find_organizations(:pattern, :isDeleted) where ${page.where} order by ${page.orderBy} limit :limit`,
      {
        pattern: containsPattern(query.q),
        isDeleted: query.deleted === 'true',
        limit: query.limit + 1,
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
      `select * from find_organizations($1, false) union all select * from find_organizations($1, true)`,
      [id],
    );
    const [row] = rows;
    if (!row) throw new Problem(organizationNotFound);
    return toDto(row);
  }

  /** Newest first. */
  async listUsers(query: FindUsersQueryDto): Promise<Page<PlatformUserDto>> {
    const page = pageClauses(NEWEST_FIRST, 'user_id', query.cursor);
    const rows = await this.globalDatabase.query<UserRow>(
      `select user_id, name, emails, created_at from (
         select u.user_id, u.name, u.created_at, array_agg(e.email order by e.is_primary desc, e.email) as emails
         from user_account u join user_email e using (user_id)
         where u.deleted_at is null group by u.user_id
       ) found
       where (:pattern::text is null or search_key(name) like (select search_key(:pattern)) or user_id::text like (select search_key(:pattern))
              or exists (select 1 from unnest(emails) email where search_key(email) like (select search_key(:pattern))))
         and ${page.where}
       order by ${page.orderBy} limit :limit`,
      { pattern: containsPattern(query.q), limit: query.limit + 1, ...page.values },
    );
    return toPage(
      rows,
      query.limit,
      NEWEST_FIRST,
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
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
    purgeAt: row.purge_at,
  };
}

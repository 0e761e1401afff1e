import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { organizationNotFound } from '../access/access.problems.js';
import { poolOf } from '../platform/database/data-source.js';
import type { Plan } from '../access/plan.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { pageClauses, toPage, type Page, type Sort } from '../platform/lists/keyset.js';
import { containsPattern } from '../platform/lists/search.js';
import type {
  FindOrganizationsQueryDto,
  FindUsersQueryDto,
  PlatformOrganizationDto,
  PlatformUserDto,
} from './dto/operator.dto.js';

const NEWEST_FIRST: Sort = {
  name: 'newest',
  key: { sql: 'created_at', type: 'timestamptz', nullable: false },
  descending: true,
};

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
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async listOrganizations(query: FindOrganizationsQueryDto): Promise<Page<PlatformOrganizationDto>> {
    const page = pageClauses(NEWEST_FIRST, 'organization_id', query.cursor, 4);
    const { rows } = await poolOf(this.dataSource).query<OrganizationRow>(
      `select * from find_organizations($1, $2) where ${page.where} order by ${page.orderBy} limit $3`,
      [containsPattern(query.q), query.deleted === 'true', query.limit + 1, ...page.values],
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
    const { rows } = await poolOf(this.dataSource).query<OrganizationRow>(
      `select * from find_organizations($1, false) union all select * from find_organizations($1, true)`,
      [id],
    );
    const [row] = rows;
    if (!row) throw new Problem(organizationNotFound);
    return toDto(row);
  }

  /** Newest first. */
  async listUsers(query: FindUsersQueryDto): Promise<Page<PlatformUserDto>> {
    const page = pageClauses(NEWEST_FIRST, 'user_id', query.cursor, 3);
    const { rows } = await poolOf(this.dataSource).query<UserRow>(
      `select user_id, name, emails, created_at from (
         select u.user_id, u.name, u.created_at, array_agg(e.email order by e.is_primary desc, e.email) as emails
         from user_account u join user_email e using (user_id)
         where u.deleted_at is null group by u.user_id
       ) found
       where ($1::text is null or search_key(name) like (select search_key($1)) or user_id::text like (select search_key($1))
              or exists (select 1 from unnest(emails) email where search_key(email) like (select search_key($1))))
         and ${page.where}
       order by ${page.orderBy} limit $2`,
      [containsPattern(query.q), query.limit + 1, ...page.values],
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

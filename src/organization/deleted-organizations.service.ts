import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../platform/database/global-database.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { newestFirst, type Page, pageClauses, toPage } from '../platform/lists/keyset.js';
import type { ListQueryDto } from '../platform/lists/list-query.dto.js';
import type { DeletedOrganizationDto } from './dto/deletion.dto.js';
import { Logos } from './logo/logos.service.js';

const NEWEST_FIRST = newestFirst('deleted', 'deleted_at');

interface DeletedRow {
  readonly organization_id: string;
  readonly name: string;
  readonly logo_id: string | null;
  readonly created_at: string;
  readonly deleted_at: string;
  readonly purge_at: string;
}

/** The deleted organizations that a user can restore. */
@Injectable()
export class DeletedOrganizations {
  constructor(
    private readonly globalDatabase: GlobalDatabase,
    private readonly logos: Logos,
  ) {}

  /** Newest deletion first. */
  async list({ user }: SignedInCaller, query: ListQueryDto): Promise<Page<DeletedOrganizationDto>> {
    const page = pageClauses(NEWEST_FIRST, 'organization_id', query.cursor);
    const rows = await this.globalDatabase.query<DeletedRow>(
      `select * from deleted_organizations_of(:userId) where ${page.where} order by ${page.orderBy} limit :limit`,
      { userId: user.id, limit: query.limit + 1, ...page.values },
    );
    return toPage(
      rows,
      query.limit,
      NEWEST_FIRST,
      (row) => ({ value: row.deleted_at, id: row.organization_id }),
      (row) => ({
        id: row.organization_id,
        name: row.name,
        logoUrl: this.logos.urlOf(row.logo_id),
        role: 'owner',
        createdAt: row.created_at,
        deletedAt: row.deleted_at,
        purgeAt: row.purge_at,
      }),
    );
  }
}

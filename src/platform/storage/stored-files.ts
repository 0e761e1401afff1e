import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { OrganizationId } from '../ids/ids.js';
import { FileStore } from './file-store.js';

const PAGE = 100;

/**
 * The files of organizations. Each is written down before it is stored and crossed out after it is gone, so that whatever
 * fails in between, the purge of the organization finds it.
 */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly files: FileStore,
  ) {}

  /** @throws 503 `file-store-unavailable` */
  async put(organizationId: OrganizationId, key: string, bytes: Buffer, contentType: string): Promise<void> {
    await this.tenants.visit(organizationId, (tx) =>
      tx.query(
        'insert into stored_file (organization_id, key) values ($1, $2) on conflict (organization_id, key) do nothing',
        [organizationId, key],
      ),
    );
    await this.files.put(key, bytes, contentType);
  }

  /** No mistake where there is no such file. @throws 503 `file-store-unavailable`; the file stays written down then */
  async delete(organizationId: OrganizationId, key: string): Promise<void> {
    await this.files.delete(key);
    await this.tenants.visit(organizationId, (tx) =>
      tx.query('delete from stored_file where organization_id = $1 and key = $2', [organizationId, key]),
    );
  }

  /**
   * Removes whatever files the organization has left, for its purge, which counts and forgets them.
   *
   * @throws 503 `file-store-unavailable`; called again, it goes on
   */
  async removeAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    await this.files.deleteAll(`organizations/${organizationId}`);
    for (;;) {
      const rows = await this.tenants.visit(organizationId, (tx) =>
        tx.query<{ key: string }>(
          'select key from stored_file where organization_id = $1 and removed_at is null order by key limit $2',
          [organizationId, PAGE],
        ),
      );
      if (rows.length === 0) return;
      signal.throwIfAborted();
      const keys = rows.map(({ key }) => key);
      await Promise.all(keys.map((key) => this.files.delete(key)));
      await this.tenants.visit(organizationId, (tx) =>
        tx.query(
          'update stored_file set removed_at = clock_timestamp() where organization_id = $1 and key = any ($2::text[])',
          [organizationId, keys],
        ),
      );
    }
  }
}

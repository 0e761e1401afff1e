import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { OrganizationId } from '../ids/ids.js';
import { FileStore } from './file-store.js';

const PAGE = 100;

/**
 * The files of organizations. Each is recorded before it is stored, and its record is deleted after the file, so that the
 * purge of the organization finds it whatever fails in between.
 */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly files: FileStore,
  ) {}

  /** @throws 503 `file-store-unavailable` */
  async put(organizationId: OrganizationId, key: string, bytes: Buffer, contentType: string): Promise<void> {
    await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query(
        'insert into stored_file (organization_id, key) values ($1, $2) on conflict (organization_id, key) do nothing',
        [organizationId, key],
      ),
    );
    await this.files.put(key, bytes, contentType);
  }

  /** No error if the file does not exist. @throws 503 `file-store-unavailable`; the file stays recorded then */
  async delete(organizationId: OrganizationId, key: string): Promise<void> {
    await this.files.delete(key);
    await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query('delete from stored_file where organization_id = $1 and key = $2', [organizationId, key]),
    );
  }

  /**
   * Removes the remaining files of the organization for its purge, which counts and deletes their records.
   *
   * @throws 503 `file-store-unavailable`; a second call continues
   */
  async removeAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    await this.files.deleteAll(`organizations/${organizationId}`);
    for (;;) {
      const rows = await this.tenants.runAsSystem(organizationId, (tx) =>
        tx.query<{ key: string }>(
          'select key from stored_file where organization_id = $1 and removed_at is null order by key limit $2',
          [organizationId, PAGE],
        ),
      );
      if (rows.length === 0) return;
      signal.throwIfAborted();
      const keys = rows.map(({ key }) => key);
      await Promise.all(keys.map((key) => this.files.delete(key)));
      await this.tenants.runAsSystem(organizationId, (tx) =>
        tx.query(
          'update stored_file set removed_at = statement_timestamp() where organization_id = $1 and key = any ($2::text[])',
          [organizationId, keys],
        ),
      );
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { NO_ID, type OrganizationId } from '../ids/ids.js';
import { logger } from '../logging/logger.js';
import type { SealedColumn } from './sealed-column.js';
import { SealError, Sealer } from './sealer.js';

/** Organizations that are read at once. */
const PAGE = 500;
/** Values that are in memory at once; the settings of an integration have some 200 kB at most. */
const BATCH = 20;

/** The result for values that were not encrypted with the present secret. */
export interface ReencryptionResult {
  readonly sealedAnew: number;
  /** Values that neither secret decrypts; they are left unchanged. */
  readonly unreadable: number;
}

interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
}

type Outcome = 'reencrypted' | 'unreadable' | 'changed-meanwhile';

/**
 * Re-encrypts, with the present APP_SECRET, all values that are encrypted with another one, organization by organization as
 * the service's own role. It only looks for values that are left, so it can be interrupted and started again, and a second run
 * changes nothing.
 */
@Injectable()
export class SecretRotation {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Pick<RunningConfiguration, 'secret'>,
    private readonly globalDatabase: GlobalDatabase,
    private readonly tenants: TenantDatabase,
  ) {}

  /** Goes through every organization, including deleted ones that can be restored. */
  async reencrypt(columns: readonly SealedColumn[]): Promise<ReencryptionResult> {
    const counts = { reencrypted: 0, unreadable: 0, 'changed-meanwhile': 0 };
    for await (const organizationId of this.organizations()) {
      for (const column of columns) {
        for await (const outcome of this.reencryptColumn(organizationId, column)) counts[outcome] += 1;
      }
    }
    return { sealedAnew: counts.reencrypted, unreadable: counts.unreadable };
  }

  /** By the directory of slugs: every organization has one, from its creation to its purge. */
  private async *organizations(): AsyncGenerator<OrganizationId> {
    let last = NO_ID;
    for (;;) {
      const page = await this.globalDatabase.query<{ organization_id: OrganizationId }>(
        `select distinct organization_id from organization_slug where organization_id > $1
         order by organization_id limit $2`,
        [last, PAGE],
      );
      for (const { organization_id: id } of page) yield (last = id);
      if (page.length < PAGE) return;
    }
  }

  private async *reencryptColumn(organizationId: OrganizationId, column: SealedColumn): AsyncGenerator<Outcome> {
    const sealer = new Sealer(this.configuration.secret, column.purpose);
    let last = NO_ID;
    for (;;) {
      const rows = await this.find(organizationId, column, sealer.keyId, last);
      for (const row of rows) {
        last = row.id;
        yield await this.reencryptRow(organizationId, column, sealer, row);
      }
      if (rows.length < BATCH) return;
    }
  }

  private find(organizationId: OrganizationId, { table, column }: SealedColumn, keyId: Buffer, last: string) {
    return this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<SealedRow>(
        `select id, ${column} as sealed from ${table}
         where organization_id = $1 and id > $2 and substring(${column} for octet_length($3::bytea)) <> $3
         order by id limit $4`,
        [organizationId, last, keyId, BATCH],
      ),
    );
  }

  /**
   * In a separate transaction, which locks one row and so cannot deadlock. Only if the value is still the one that was
   * decrypted: a concurrent change has encrypted it with the present secret already.
   */
  private async reencryptRow(
    organizationId: OrganizationId,
    { table, column, contextOf }: SealedColumn,
    sealer: Sealer,
    { id, sealed }: SealedRow,
  ): Promise<Outcome> {
    const context = contextOf(organizationId, id);
    const opened = openOrNull(sealer, sealed, context);
    if (opened === null) {
      logger.error({ organizationId, table, id }, 'Neither APP_SECRET nor APP_SECRET_PREVIOUS decrypts this value.');
      return 'unreadable';
    }
    const changed = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query(
        `update ${table} set ${column} = $4 where organization_id = $1 and id = $2 and ${column} = $3 returning 1`,
        [organizationId, id, sealed, sealer.seal(opened, context)],
      ),
    );
    return changed.length > 0 ? 'reencrypted' : 'changed-meanwhile';
  }
}

function openOrNull(sealer: Sealer, sealed: Buffer, context: string): Buffer | null {
  try {
    return sealer.open(sealed, context);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

import type { QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Indexes of closed deals by the time of their closing and of open deals by their creation, which hold all that the key figures
 * ask for. The first one also serves the list of deals that were closed in a range of days. They are built without a
 * transaction, beside a service that goes on writing.
 */
export class ClosedAndOpenDeals1790000000028 extends ForwardOnlyMigration {
  readonly name = 'ClosedAndOpenDeals1790000000028';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(
      runner,
      'deal_closed_figures',
      `on deal (organization_id, closed_at, id) include (stage, amount, currency, owner_id, created_at)
       where closed_at is not null`,
    );
    await buildIndex(
      runner,
      'deal_open_figures',
      'on deal (organization_id, created_at, id) include (amount, currency, owner_id) where closed_at is null',
    );
  }
}

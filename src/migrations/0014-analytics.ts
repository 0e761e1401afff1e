import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Indexes that hold all that analytics ask for, in place of those that had the same order without it. What a deal's index
 * holds more is written again with every change of a deal anyway, since one of its indexes holds the time of the change.
 */
export class Analytics1790000000014 extends ForwardOnlyMigration {
  readonly name = 'Analytics1790000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index deal_won_figures on deal (organization_id, closed_at)
        include (amount, currency, owner_id, previous_owner_id) where stage = 'closed_won';
      drop index deal_won;
      alter index deal_won_figures rename to deal_won;

      create index deal_creation_figures on deal (organization_id, created_at, id)
        include (amount, currency, owner_id, previous_owner_id);
      drop index deal_by_creation;
      alter index deal_creation_figures rename to deal_by_creation;

      create index call_by_start on call (organization_id, started_at, id) include (made_by_id);
    `);
  }
}

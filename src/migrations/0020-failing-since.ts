import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Since when a piece of work in the outbox has failed without a success in between, so that it is not tried for ever. Processes of the
 * version before leave the column alone; what they run is tried for longer, which does no harm.
 */
export class FailingSince1790000000020 extends ForwardOnlyMigration {
  readonly name = 'FailingSince1790000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox add column failing_since timestamptz(3)');
  }
}

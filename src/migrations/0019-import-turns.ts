import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Imports with a mapping, that take turns between organizations, and that end after a bounded number of tries. */
export class ImportTurns1790000000019 extends ForwardOnlyMigration {
  readonly name = 'ImportTurns1790000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table import
        -- How the file is read; null for one that the version before stored, which kept the names of its columns alone.
        add column form jsonb,
        -- How far the rows were counted: { rows, position, line }.
        add column counted jsonb,
        -- Which of its jobs may go on with it: one that was handed over is of no further use.
        add column turn integer not null default 0,
        -- Runs that were begun since it last came further.
        add column tries integer not null default 0,
        -- Whether a worker is at it, or will be at its next turn.
        add column is_running boolean not null default false,
        -- Its place among the unfinished imports of the organization.
        add column slot smallint,
        add constraint import_slot check (slot between 1 and 4);

      create unique index import_one_running on import (organization_id) where is_running and finished_at is null;
      create unique index import_four_unfinished on import (organization_id, slot) where slot is not null and finished_at is null;
    `);
  }
}

import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * The file of an import is stored before the import itself, in short transactions, so its pieces no longer refer to a row that is
 * not there yet. Imports know which file they are of, and keep the rows that they rejected for a while.
 */
export class ImportFiles1790000000024 extends ForwardOnlyMigration {
  readonly name = 'ImportFiles1790000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table import_chunk drop constraint if exists import_chunk_organization_id_import_id_fkey;

      alter table import
        -- SHA-256 of the file as it was uploaded; null: the version before stored it.
        add column file_hash bytea,
        add constraint import_file_hash check (length(file_hash) = 32);
      create index import_by_file on import (organization_id, file_hash) where file_hash is not null;

      create table import_rejected_row (
        organization_id uuid not null references organization,
        import_id uuid not null,
        line integer not null,
        -- A JSON list of texts. Not jsonb, which cannot hold every character of a file.
        cells text not null,
        primary key (organization_id, import_id, line),
        foreign key (organization_id, import_id) references import (organization_id, id) on delete cascade
      );
      alter table import_rejected_row enable row level security;
      alter table import_rejected_row force row level security;
      create policy tenant on import_rejected_row
        using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
    `);
  }
}

import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Imports of records from CSV files. */
export class Imports1790000000011 extends ForwardOnlyMigration {
  readonly name = 'Imports1790000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import (
        organization_id uuid not null references organization,
        id uuid not null,
        kind text not null check (kind in ('leads', 'deals', 'campaigns')),
        status text not null check (status in ('queued', 'running', 'completed', 'failed')),
        -- Who imports: whose the rows are unless the file says otherwise, and who is looked at again before each batch.
        membership_id uuid,
        api_key_id uuid,
        requested_by jsonb not null,
        -- The file's first line.
        columns text[] not null,
        delimiter text not null,
        -- Up to where the file is imported: bytes, and the line that begins there.
        position integer not null default 0,
        line integer not null default 1,
        -- Rows; null until they were counted.
        total integer,
        done integer not null default 0,
        rejected integer not null default 0,
        reason text,
        created_at timestamptz(3) not null default clock_timestamp(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        primary key (organization_id, id),
        foreign key (organization_id, membership_id) references membership (organization_id, id),
        foreign key (organization_id, api_key_id) references api_key (organization_id, id),
        constraint import_one_importer check ((membership_id is null) <> (api_key_id is null))
      );

      -- The file, until the import is over: a worker on another machine reads it here.
      create table import_chunk (
        organization_id uuid not null references organization,
        import_id uuid not null,
        number integer not null,
        bytes bytea not null,
        primary key (organization_id, import_id, number),
        foreign key (organization_id, import_id) references import (organization_id, id) on delete cascade
      );
      -- Not compressed: it is read and deleted soon.
      alter table import_chunk alter column bytes set storage external;

      create table import_rejection (
        organization_id uuid not null references organization,
        import_id uuid not null,
        line integer not null,
        detail text not null,
        primary key (organization_id, import_id, line),
        foreign key (organization_id, import_id) references import (organization_id, id) on delete cascade
      );

      do $$
      declare tenant_table text;
      begin
        foreach tenant_table in array array['import', 'import_chunk', 'import_rejection'] loop
          execute format('alter table %I enable row level security', tenant_table);
          execute format('alter table %I force row level security', tenant_table);
          execute format(
            'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
            tenant_table);
        end loop;
      end $$;
    `);
  }
}

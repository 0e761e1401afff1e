import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Reassignment in full: from the unassigned too, to several by weight, with the plan of the run beside its progress. */
export class Reassignment1790000000007 extends ForwardOnlyMigration {
  readonly name = 'Reassignment1790000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reassignment
        add column previous_owner_id uuid,
        -- Of each kind: how many there were, how far the run has come, and whose share is how large.
        add column plan jsonb,
        -- Grows with every change of the progress; the id of its events.
        add column step integer not null default 0,
        add constraint reassignment_previous_owner foreign key (organization_id, previous_owner_id)
          references membership (organization_id, id);
      -- As they were asked for: one membership, null, or several with weights. Removals so far went to one or to nobody.
      -- The owner sees no tenant's rows while row-level security is forced on it, so for this one statement it is not.
      alter table reassignment no force row level security;
      update reassignment set targets = coalesce(targets -> 0 -> 'membershipId', 'null');
      alter table reassignment force row level security;
      create index reassignment_by_creation on reassignment (organization_id, created_at, id);
    `);
  }
}

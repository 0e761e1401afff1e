import type { QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

/** Lists that were sorted by the time of creation without an index. The indexes are built while the service writes. */
export class InvitationList1790000000037 extends ForwardOnlyMigration {
  readonly name = 'InvitationList1790000000037';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(runner, 'invitation_by_creation', 'on invitation (organization_id, created_at, id)');
    await buildIndex(runner, 'invitation_of_status', 'on invitation (organization_id, status, created_at, id)');
    await buildIndex(runner, 'api_key_by_creation', 'on api_key (organization_id, created_at, id)');
  }
}

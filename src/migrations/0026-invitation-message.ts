import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The inviter's personal message, in the email of an invitation. Processes of the version before leave it empty. */
export class InvitationMessage1790000000026 extends ForwardOnlyMigration {
  readonly name = 'InvitationMessage1790000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table invitation
        add column message text,
        add constraint invitation_message check (char_length(message) between 1 and 500);
    `);
  }
}

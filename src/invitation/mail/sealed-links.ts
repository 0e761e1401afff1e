import type { SealedColumn } from '../../platform/secrets/index.js';

/** The encrypted links of invitation emails that were not sent yet. */
export const SEALED_LINKS: SealedColumn = {
  table: 'invitation_mail',
  column: 'sealed_token',
  purpose: 'invitation-link',
  contextOf: (_organizationId, id) => id,
};

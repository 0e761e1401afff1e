import type { SealedColumn } from '../platform/secrets/index.js';

/** The links of invitation mails that have not left yet. */
export const SEALED_LINKS: SealedColumn = {
  table: 'invitation_mail',
  column: 'sealed_token',
  purpose: 'invitation-link',
  contextOf: (_organizationId, id) => id,
};

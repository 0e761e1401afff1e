import type { SealedColumn } from '../../platform/secrets/index.js';

/** The settings of integrations. */
export const SEALED_SETTINGS: SealedColumn = {
  table: 'integration',
  column: 'sealed_settings',
  purpose: 'integration-settings',
  contextOf: (organizationId, id) => `${organizationId}/${id}`,
};

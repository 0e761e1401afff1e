import type { ModuleTables } from '../platform/database/database-schema.js';
import { ApiKeyEntity } from './api-keys/api-key.entity.js';
import { UserAccountEntity } from './user-account.entity.js';
import { UserEmailEntity } from './user-email.entity.js';
import { WebhookEventEntity } from './webhooks/webhook-event.entity.js';

/** The tables and functions of this module in the database. */
export const IDENTITY_TABLES: ModuleTables = {
  module: 'identity',
  entities: [ApiKeyEntity, UserAccountEntity, UserEmailEntity, WebhookEventEntity],
  definerFunctions: ['organizations_left_by(uuid)'],
};

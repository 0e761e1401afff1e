import type { ModuleTables } from '../platform/database/database-schema.js';
import { ConversationEntity } from './conversations/conversation.entity.js';
import { ConversationMessageEntity } from './messages/conversation-message.entity.js';

/** The tables of this module in the database. */
export const ASSISTANT_TABLES: ModuleTables = {
  module: 'assistant',
  entities: [ConversationEntity, ConversationMessageEntity],
};

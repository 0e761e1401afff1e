import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingModule } from '../billing/billing.module.js';
import { CONFIGURATION } from '../platform/config/configuration.js';
import { RecordsModule } from '../records/records.module.js';
import type { AssistantConfiguration, AssistantSettings } from './assistant-configuration.js';
import { AbandonedTurns } from './messages/abandoned-turns.job.js';
import { AnswerGenerator } from './answer/answer-generator.js';
import { ConversationArchive } from './conversations/conversation-archive.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { Conversations } from './conversations/conversations.service.js';
import { Messages } from './messages/messages.service.js';
import { ASSISTANT_MODEL, type AssistantModel } from './model/assistant-model.js';
import { Toolbox } from './tools/toolbox.js';
import { Turns } from './messages/turns.service.js';
import { ASSISTANT_TABLES } from './assistant.tables.js';

/** Conversations with the AI assistant, and the archive of removed members' conversations. */
@Module({
  imports: [BillingModule, RecordsModule, TypeOrmModule.forFeature(ASSISTANT_TABLES.entities)],
  controllers: [ConversationsController],
  providers: [
    {
      provide: ASSISTANT_MODEL,
      inject: [CONFIGURATION],
      useFactory: ({ assistant }: AssistantSettings) => assistant && createModel(assistant),
    },
    AbandonedTurns,
    AnswerGenerator,
    ConversationArchive,
    Conversations,
    Messages,
    Toolbox,
    Turns,
  ],
  exports: [ConversationArchive],
})
export class AssistantModule {}

/** The library is loaded only when a model is configured. */
async function createModel(configuration: AssistantConfiguration): Promise<AssistantModel> {
  const { OpenAiModel } = await import('./model/open-ai-model.js');
  return new OpenAiModel(configuration);
}

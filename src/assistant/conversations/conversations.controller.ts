import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { LimitConcurrency } from '../../access/route-metadata.js';
import { insufficientCredits } from '../../billing/billing.problems.js';
import type { ConcurrencyLimit } from '../../platform/http/concurrency-limiter.js';
import type { ConversationId } from '../../platform/ids/ids.js';
import type { Page } from '../../platform/lists/keyset.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { Describe } from '../../platform/openapi/describe.js';
import {
  assistantNotConfigured,
  assistantUnavailable,
  conversationArchived,
  conversationNotFound,
} from '../assistant.problems.js';
import { Conversations } from './conversations.service.js';
import { ConversationDto, ConversationQueryDto, CreateConversationDto } from '../dto/conversation.dto.js';
import { MessageDto, SendMessageDto } from '../dto/message.dto.js';
import { Messages } from '../messages/messages.service.js';
import { AnswerClient } from '../messages/answer-client.js';

/** Each of these requests stays open until the model has answered. */
const QUESTIONS_AT_ONCE: ConcurrencyLimit = { name: 'questions', perCaller: 30, perOrganization: 120 };

/** Pieces of text, then the stored message, which is shortened here. */
const ANSWER_EXAMPLE =
  'event: delta\ndata: {"text":"You have three open deals."}\n\nevent: message\ndata: {"id":"019ab970-1c00-7000-8000-00000000000a","role":"assistant"}\n\n';

@ApiTags('Assistant')
@Controller('organizations/:organizationId/conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: Conversations,
    private readonly messages: Messages,
  ) {}

  @Get()
  @RequirePermission('assistant:use')
  @Describe({
    id: 'conversations.list',
    summary: 'List your conversations',
    description:
      'Newest first. With `archived=true`, for the owner and admins (others get 403): the conversations of removed members, last ' +
      'archived first.',
    answer: ConversationDto,
    list: true,
  })
  listConversations(
    @Auth() auth: AuthorizedContext,
    @Query() query: ConversationQueryDto,
  ): Promise<Page<ConversationDto>> {
    return this.conversations.list(auth, query);
  }

  @Post()
  @RequirePermission('assistant:use')
  @Describe({ id: 'conversations.create', summary: 'Create a conversation', status: 201, answer: ConversationDto })
  createConversation(@Auth() auth: AuthorizedContext, @Body() dto: CreateConversationDto): Promise<ConversationDto> {
    return this.conversations.create(auth, dto);
  }

  @Get(':conversationId/messages')
  @RequirePermission('assistant:use')
  @Describe({
    id: 'messages.list',
    summary: 'List the messages of a conversation',
    description: 'Oldest first. Of one of your own conversations or, for the owner and admins, of an archived one.',
    answer: MessageDto,
    list: true,
    problems: [conversationNotFound],
  })
  listMessages(
    @Auth() auth: AuthorizedContext,
    @PathId('conversationId') id: ConversationId,
    @Query() query: ListQueryDto,
  ): Promise<Page<MessageDto>> {
    return this.messages.listMessages(auth, id, query);
  }

  @Post(':conversationId/messages')
  @RequirePermission('assistant:use')
  @LimitConcurrency(QUESTIONS_AT_ONCE)
  @Describe({
    id: 'messages.create',
    summary: 'Ask the assistant',
    description:
      'Takes the credits of the tier, asks the model, and returns its answer. If nothing of an answer was sent, the credits ' +
      'are refunded. With `Accept: text/event-stream` the response consists of server-sent events: `delta` with a piece of text as ' +
      '`{ "text" }`, at the end `message` with the stored message, or `error` with a problem. A stream does not support ' +
      '`Idempotency-Key`. If an answer is interrupted after a part was sent, its credits are kept and the part is stored (`stopped`).',
    status: 201,
    answer: MessageDto,
    events: ANSWER_EXAMPLE,
    problems: [
      conversationNotFound,
      conversationArchived,
      assistantNotConfigured,
      insufficientCredits,
      assistantUnavailable,
    ],
  })
  createMessage(
    @Auth() auth: AuthorizedContext,
    @PathId('conversationId') id: ConversationId,
    @Body() dto: SendMessageDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MessageDto | undefined> {
    return this.messages.sendMessage(auth, id, dto, new AnswerClient(request, response));
  }
}

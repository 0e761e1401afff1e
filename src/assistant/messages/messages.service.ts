import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { Problem } from '../../platform/http/problem.js';
import type { ConversationId } from '../../platform/ids/ids.js';
import { pageClauses, toPage, type Page } from '../../platform/lists/keyset.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { logger } from '../../platform/logging/logger.js';
import { AnswerGenerator, type Question } from '../answer/answer-generator.js';
import { assistantNotConfigured, assistantUnavailable, conversationNotFound } from '../assistant.problems.js';
import { mayReadArchive, CALLER_MEMBERSHIP_ID } from '../conversations/conversation-queries.js';
import type { MessageDto, SendMessageDto } from '../dto/message.dto.js';
import { MESSAGE_ORDER, MESSAGE_COLUMNS, toMessage, type MessageRow, type Turn } from './message-queries.js';
import { ASSISTANT_MODEL, ModelFailure, type AssistantModel } from '../model/assistant-model.js';
import { retryWork } from './retry-work.js';
import type { AnswerClient } from './answer-client.js';
import { settlementOf, type Ending } from './turn.policy.js';
import { Turns } from './turns.service.js';

/** The longest time that a caller waits for an answer, including lookups, in milliseconds. */
const MAX_WAIT_MS = 120_000;
/** Short enough that a lease does not expire while the database is unavailable for a short time. */
const RENEW_INTERVAL_MS = 5_000;

interface PendingQuestion {
  readonly turn: Turn;
  readonly question: Question;
  readonly client: AnswerClient;
}

/** The messages of a conversation: lists them, and asks the assistant. */
@Injectable()
export class Messages implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly pending = new Set<Promise<unknown>>();

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly turns: Turns,
    private readonly generator: AnswerGenerator,
    @Inject(ASSISTANT_MODEL) private readonly model: AssistantModel | null,
  ) {}

  /** Questions in progress are refunded before the process ends. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.pending);
  }

  /**
   * The messages of a conversation, oldest first.
   *
   * @throws 404 `conversation-not-found`
   */
  async listMessages(
    auth: AuthorizedContext,
    id: ConversationId,
    { limit, cursor }: ListQueryDto,
  ): Promise<Page<MessageDto>> {
    const page = pageClauses(MESSAGE_ORDER, 'm.id', cursor);
    const rows = await this.tenants.read<(MessageRow | { id: null }) & { is_own: boolean }>(auth, {
      text: `select coalesce(c.owner_id = ${CALLER_MEMBERSHIP_ID}, false) as is_own, page.* from conversation c
             left join lateral (
               select ${MESSAGE_COLUMNS} from conversation_message m
               where m.organization_id = :organizationId and m.conversation_id = c.id and ${page.where}
               order by ${page.orderBy} limit :limit
             ) page on true
             where c.organization_id = :organizationId and c.id = :id and (c.archived_at is not null or c.owner_id = ${CALLER_MEMBERSHIP_ID})
             order by page.number`,
      values: {
        organizationId: auth.organizationId,
        userId: auth.credentialId,
        id,
        limit: limit + 1,
        ...page.values,
      },
    });
    // The authorization query and the rows are answered together, so the caller's role is known only now.
    const [first] = rows;
    if (!first || (!first.is_own && !mayReadArchive(auth))) throw new Problem(conversationNotFound);
    const messages = rows.filter((row): row is MessageRow & { is_own: boolean } => row.id !== null);
    return toPage(messages, limit, MESSAGE_ORDER, (row) => ({ value: row.number, id: row.id }), toMessage);
  }

  /**
   * Asks the assistant. The credits are taken first, and refunded if nothing of an answer was sent. A stream sends
   * the text as it arrives; otherwise the answer is returned as a whole.
   *
   * @throws 404 `conversation-not-found`, 409 `conversation-archived`, 503 `assistant-not-configured`, 402
   *   `insufficient-credits`, 503 `assistant-unavailable`
   */
  async sendMessage(
    auth: AuthorizedContext,
    id: ConversationId,
    dto: SendMessageDto,
    client: AnswerClient,
  ): Promise<MessageDto | undefined> {
    // A stream does not support an idempotency key, because it cannot be repeated.
    const started = await this.turns.startTurn(auth, id, dto, client.wantsStream ? null : auth.idempotency);
    if (started.kind === 'replay') return toMessage(started.message);
    const { turn, history } = started;
    const question = { content: dto.content, tier: turn.tier, history };
    const work = this.ask(auth, { turn, question, client });
    this.pending.add(work);
    try {
      return await work;
    } finally {
      this.pending.delete(work);
    }
  }

  private async ask(auth: AuthorizedContext, pendingQuestion: PendingQuestion): Promise<MessageDto | undefined> {
    const { client, turn } = pendingQuestion;
    const renewal = setInterval(() => {
      // If this fails, the next renewal may succeed. If none does, the credits are refunded.
      this.turns.renewLease(turn).catch(() => undefined);
    }, RENEW_INTERVAL_MS);
    try {
      client.startKeepAlive();
      const message = await this.askAndSettle(auth, pendingQuestion);
      if (message) return client.sendMessage(message);
      client.sendProblem(new Problem(assistantUnavailable));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      client.sendProblem(error);
    } finally {
      clearInterval(renewal);
    }
    return undefined;
  }

  /** Null if the model gave no answer and nothing of one was sent. */
  private async askAndSettle(
    auth: AuthorizedContext,
    { turn, question, client }: PendingQuestion,
  ): Promise<MessageDto | null> {
    let sent = '';
    const { onText: sendText, disconnected } = client;
    const onText =
      sendText &&
      ((text: string) => {
        sent += text;
        sendText(text);
      });
    const deadline = AbortSignal.timeout(MAX_WAIT_MS);
    try {
      if (!this.model) throw new Problem(assistantNotConfigured);
      const signal = AbortSignal.any([disconnected, deadline, this.stopping.signal]);
      const answer = await this.generator.generateAnswer(this.model, auth, question, onText, signal);
      return await this.settleTurn(auth, turn, 'answered', answer);
    } catch (error) {
      const isRefused = error instanceof Problem;
      const ending = isRefused ? 'model-failed' : this.endingOf(disconnected, deadline);
      if (!isRefused && (ending === 'model-failed' || ending === 'timed-out')) logFailure(error);
      // If the caller has lost access, what was received is not stored as their answer.
      const settled = await this.settleTurn(auth, turn, ending, isRefused ? '' : sent).catch(logUnsettled);
      // A caller who has lost access gets that error.
      if (error instanceof Problem) throw error;
      return settled;
    }
  }

  private endingOf(disconnected: AbortSignal, deadline: AbortSignal): Ending {
    if (this.stopping.signal.aborted) return 'shutdown';
    if (disconnected.aborted) return 'client-disconnected';
    return deadline.aborted ? 'timed-out' : 'model-failed';
  }

  private async settleTurn(
    auth: AuthorizedContext,
    turn: Turn,
    ending: Ending,
    content: string,
  ): Promise<MessageDto | null> {
    const { status, credits } = settlementOf(ending, content === '' ? 'nothing' : 'something');
    if (status === 'failed') {
      await retryWork(() =>
        credits === 'refunded' ? this.turns.refundTurn(turn, content) : this.turns.refundDisconnected(turn),
      );
      return null;
    }
    const row = await retryWork(() => this.turns.storeAnswer(auth, turn, content, status));
    return row && toMessage(row);
  }
}

/** Logs only the type of the error: the message of an endpoint may contain what a user wrote. */
function logFailure(error: unknown): void {
  const cause = error instanceof ModelFailure ? error.message : error instanceof Error ? error.name : typeof error;
  logger.warn({ cause }, 'The assistant could not finish an answer.');
}

/** When the lease has expired, the credits are refunded. */
function logUnsettled(error: unknown): null {
  logger.warn(
    { error: error instanceof Error ? error.name : typeof error },
    'The end of an answer could not be stored. A job ends it and refunds its credits when its lease has expired.',
  );
  return null;
}

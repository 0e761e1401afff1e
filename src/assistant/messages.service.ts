import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { Problem } from '../platform/http/problem.js';
import type { ConversationId } from '../platform/ids/ids.js';
import { pageClauses, toPage, type Page } from '../platform/lists/keyset.js';
import type { ListQueryDto } from '../platform/lists/list-query.dto.js';
import { logger } from '../platform/logging/logger.js';
import { Answering, type Question } from './answering.js';
import { assistantNotConfigured, assistantUnavailable, conversationNotFound } from './assistant.problems.js';
import { mayReadArchive, MINE } from './conversation-queries.js';
import type { MessageDto, SendMessageDto } from './dto/message.dto.js';
import { IN_ORDER, MESSAGE_COLUMNS, toMessage, type MessageRow, type Turn } from './message-queries.js';
import { ASSISTANT_MODEL, ModelFailure, type AssistantModel } from './model/assistant-model.js';
import { persistently } from './persistently.js';
import type { Reader } from './reader.js';
import { settlementOf, type Ending } from './turn.policy.js';
import { Turns } from './turns.service.js';

/** The longest time that a caller waits for an answer, including lookups, in milliseconds. */
const LONGEST_WAIT = 120_000;
/** Short enough that a lease does not expire while the database is unavailable for a short time. */
const RENEW_EVERY = 5_000;

interface Asked {
  readonly turn: Turn;
  readonly question: Question;
  readonly reader: Reader;
}

/** The messages of a conversation: lists them, and asks the assistant. */
@Injectable()
export class Messages implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<Promise<unknown>>();

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly turns: Turns,
    private readonly answering: Answering,
    @Inject(ASSISTANT_MODEL) private readonly model: AssistantModel | null,
  ) {}

  /** Questions in progress are refunded before the process ends. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.waiting);
  }

  /**
   * The messages of a conversation, oldest first.
   *
   * @throws 404 `conversation-not-found`
   */
  async list(entry: Entry, id: ConversationId, { limit, cursor }: ListQueryDto): Promise<Page<MessageDto>> {
    const page = pageClauses(IN_ORDER, 'm.id', cursor, 5);
    const rows = await this.tenants.read<(MessageRow | { id: null }) & { is_own: boolean }>(entry, {
      text: `select coalesce(c.owner_id = ${MINE}, false) as is_own, page.* from conversation c
             left join lateral (
               select ${MESSAGE_COLUMNS} from conversation_message m
               where m.organization_id = c.organization_id and m.conversation_id = c.id and ${page.where}
               order by ${page.orderBy} limit $4
             ) page on true
             where c.organization_id = $1 and c.id = $3 and (c.archived_at is not null or c.owner_id = ${MINE})
             order by page.number`,
      values: [entry.organizationId, entry.credentialId, id, limit + 1, ...page.values],
    });
    // The authorization query and the rows are answered together, so the caller's role is known only now.
    const [first] = rows;
    if (!first || (!first.is_own && !mayReadArchive(entry))) throw new Problem(conversationNotFound);
    const messages = rows.filter((row): row is MessageRow & { is_own: boolean } => row.id !== null);
    return toPage(messages, limit, IN_ORDER, (row) => ({ value: row.number, id: row.id }), toMessage);
  }

  /**
   * Asks the assistant. The credits are taken first, and refunded if nothing of an answer was sent. A stream sends
   * the text as it arrives; otherwise the answer is returned as a whole.
   *
   * @throws 404 `conversation-not-found`, 409 `conversation-archived`, 503 `assistant-not-configured`, 402
   *   `insufficient-credits`, 503 `assistant-unavailable`
   */
  async send(entry: Entry, id: ConversationId, dto: SendMessageDto, reader: Reader): Promise<MessageDto | undefined> {
    // A stream does not support an idempotency key, because it cannot be repeated.
    const taken = await this.turns.take(entry, id, dto, reader.wantsStream ? null : entry.idempotency);
    if (taken.kind === 'replay') return toMessage(taken.message);
    const { turn, remembered } = taken;
    const question = { content: dto.content, tier: turn.tier, remembered };
    const work = this.ask(entry, { turn, question, reader });
    this.waiting.add(work);
    try {
      return await work;
    } finally {
      this.waiting.delete(work);
    }
  }

  private async ask(entry: Entry, asked: Asked): Promise<MessageDto | undefined> {
    const { reader, turn } = asked;
    const renewal = setInterval(() => {
      // If this fails, the next renewal may succeed. If none does, the credits are refunded.
      this.turns.renew(turn).catch(() => undefined);
    }, RENEW_EVERY);
    try {
      reader.wait();
      const message = await this.askAndSettle(entry, asked);
      if (message) return reader.finish(message);
      reader.fail(new Problem(assistantUnavailable));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reader.fail(error);
    } finally {
      clearInterval(renewal);
    }
    return undefined;
  }

  /** Null if the model gave no answer and nothing of one was sent. */
  private async askAndSettle(entry: Entry, { turn, question, reader }: Asked): Promise<MessageDto | null> {
    let heard = '';
    const { hear: tell, gone } = reader;
    const hear =
      tell &&
      ((text: string) => {
        heard += text;
        tell(text);
      });
    const deadline = AbortSignal.timeout(LONGEST_WAIT);
    try {
      if (!this.model) throw new Problem(assistantNotConfigured);
      const signal = AbortSignal.any([gone, deadline, this.stopping.signal]);
      const answer = await this.answering.answer(this.model, entry, question, hear, signal);
      return await this.settle(entry, turn, 'answered', answer);
    } catch (error) {
      const isRefused = error instanceof Problem;
      const ending = isRefused ? 'model-failed' : this.endingOf(gone, deadline);
      if (!isRefused && (ending === 'model-failed' || ending === 'out-of-time')) logFailure(error);
      // If the caller has lost access, what was received is not stored as their answer.
      const settled = await this.settle(entry, turn, ending, isRefused ? '' : heard).catch(logUnsettled);
      // A caller who has lost access gets that error.
      if (error instanceof Problem) throw error;
      return settled;
    }
  }

  private endingOf(gone: AbortSignal, deadline: AbortSignal): Ending {
    if (this.stopping.signal.aborted) return 'process-stops';
    if (gone.aborted) return 'reader-left';
    return deadline.aborted ? 'out-of-time' : 'model-failed';
  }

  private async settle(entry: Entry, turn: Turn, ending: Ending, content: string): Promise<MessageDto | null> {
    const { status, credits } = settlementOf(ending, content === '' ? 'nothing' : 'something');
    if (status === 'failed') {
      await persistently(() =>
        credits === 'given-back' ? this.turns.giveUp(turn, content) : this.turns.giveUpUnheard(turn),
      );
      return null;
    }
    const row = await persistently(() => this.turns.keep(entry, turn, content, status));
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
    'A message could not be settled. It is settled when its lease has expired.',
  );
  return null;
}

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

/** The longest that anybody waits for an answer, look-ups included. */
const LONGEST_WAIT = 120_000;
/** Often enough that a lease outlasts a database that is away for a while. */
const RENEW_EVERY = 5_000;

interface Asked {
  readonly turn: Turn;
  readonly question: Question;
  readonly reader: Reader;
}

/** The messages of a conversation: reading them, and asking the assistant. */
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

  /** Whoever waits for the model gets their credits back before the process ends. */
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
    // Who the caller is here was answered together with the rows.
    const [first] = rows;
    if (!first || (!first.is_own && !mayReadArchive(entry))) throw new Problem(conversationNotFound);
    const messages = rows.filter((row): row is MessageRow & { is_own: boolean } => row.id !== null);
    return toPage(messages, limit, IN_ORDER, (row) => ({ value: row.number, id: row.id }), toMessage);
  }

  /**
   * Asks the assistant. Its credits are taken before, and given back where nothing of an answer was sent; a stream tells the text
   * as it comes, else the answer is given back.
   *
   * @throws 404 `conversation-not-found`, 409 `conversation-archived`, 503 `assistant-not-configured`, 402
   *   `insufficient-credits`, 503 `assistant-unavailable`
   */
  async send(entry: Entry, id: ConversationId, dto: SendMessageDto, reader: Reader): Promise<MessageDto | undefined> {
    // A stream takes no idempotency key: what was heard once cannot be heard again.
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
      // Where that fails, the next one may succeed; if none does, the credits are given back.
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

  /** Null where there is no answer, and nothing of one was sent. */
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
      // Of a caller who may not be here any more nothing is written, and what was heard is no answer of theirs.
      const settled = await this.settle(entry, turn, ending, isRefused ? '' : heard).catch(logUnsettled);
      // What the door says to somebody who may not be here any more is told to them.
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

/** Of the cause nothing but its kind: an endpoint's words may quote what somebody wrote. */
function logFailure(error: unknown): void {
  const cause = error instanceof ModelFailure ? error.message : error instanceof Error ? error.name : typeof error;
  logger.warn({ cause }, 'The assistant gave no complete answer.');
}

/** The lease runs out, and the credits go back then. */
function logUnsettled(error: unknown): null {
  logger.warn({ error: error instanceof Error ? error.name : typeof error }, 'A message is settled later.');
  return null;
}

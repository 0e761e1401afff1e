import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { Credits } from '../../billing/credits/credits.service.js';
import { idempotencyInProgress, idempotencyKeyReused } from '../../platform/database/idempotency.js';
import { lockSubscription } from '../../access/locks.js';
import type { IdempotencyClaim } from '../../platform/database/tenancy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import type { ConversationId, MessageId } from '../../platform/ids/ids.js';
import { logger } from '../../platform/logging/logger.js';
import { scheduleAbandonedCheck } from './abandoned-turns-schedule.js';
import { assistantNotConfigured, conversationArchived, conversationNotFound } from '../assistant.problems.js';
import { findConversation } from '../conversations/conversation-queries.js';
import type { SendMessageDto } from '../dto/message.dto.js';
import { selectHistory, type Exchange } from '../answer/history.policy.js';
import {
  countDisconnectRefunds,
  debitKey,
  endWithoutAnswer,
  findAnswerByKey,
  insertTurn,
  LEASE,
  markDisconnectRefund,
  MESSAGE_COLUMNS,
  newTurn,
  readExchanges,
  type MessageRow,
  type Turn,
} from './message-queries.js';
import { ASSISTANT_MODEL, type AssistantModel } from '../model/assistant-model.js';
import { TIERS } from '../answer/tiers.js';
import { isWithinLimits } from './turn.policy.js';

/** A question that was stored, or the earlier answer to the same request. */
export type StartedTurn =
  | { readonly kind: 'turn'; readonly turn: Turn; readonly history: Exchange[] }
  | { readonly kind: 'replay'; readonly message: MessageRow };

/**
 * The credits of a question and its answer: they are taken before the model is asked, and kept or refunded
 * afterwards. Each step is a short transaction of its own; none is open while the model works.
 */
@Injectable()
export class Turns {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly credits: Credits,
    private readonly audit: AuditLog,
    @Inject(ASSISTANT_MODEL) private readonly model: AssistantModel | null,
  ) {}

  /**
   * Stores the question and takes its credits. For an idempotency key that was used before, returns the earlier
   * answer.
   *
   * @throws 404 `conversation-not-found`, 409 `conversation-archived`, `idempotency-in-progress`, 422
   *   `idempotency-key-reused`, 503 `assistant-not-configured`, 402 `insufficient-credits`
   */
  async startTurn(
    auth: AuthorizedContext,
    conversationId: ConversationId,
    { content, tier = 'fast' }: SendMessageDto,
    claim: IdempotencyClaim | null,
  ): Promise<StartedTurn> {
    return this.tenants.writeStep(auth, async (tx) => {
      const conversation = await findConversation(tx, auth, conversationId);
      if (!conversation) throw new Problem(conversationNotFound);
      if (conversation.archived_at !== null) throw new Problem(conversationArchived);
      const message = claim && (await this.findReplay(tx, auth, claim));
      if (message) return { kind: 'replay', message };
      if (!this.model) throw new Problem(assistantNotConfigured);
      const exchanges = await readExchanges(tx, conversationId);
      const turn = newTurn(auth, conversationId, tier);
      await this.storeQuestion(tx, turn, content, claim);
      return { kind: 'turn', turn, history: selectHistory(exchanges, TIERS[tier].historyCharacters) };
    });
  }

  /**
   * Stores the answer, complete or partial, and keeps its credits; may be repeated. Null: the question was ended
   * meanwhile and refunded. The access of the caller is checked again.
   *
   * @throws 401, 404 `organization-not-found` and 403 `permission-denied` for a caller who was removed or demoted
   *   meanwhile
   */
  async storeAnswer(
    auth: AuthorizedContext,
    { organizationId, id }: Turn,
    content: string,
    status: 'completed' | 'stopped',
  ): Promise<MessageRow | null> {
    return this.tenants.writeStep(auth, async (tx) => {
      const [row] = await tx.query<MessageRow>(
        `update conversation_message m
         set content = $3, status = $4, lease_until = null, finished_at = statement_timestamp()
         where m.organization_id = $1 and m.id = $2
           and (m.status = 'pending' or (m.status = $4 and m.content = $3)) returning ${MESSAGE_COLUMNS}`,
        [organizationId, id, content, status],
      );
      return row ?? null;
    });
  }

  /** Ends a question without an answer and refunds its credits. A part of the answer is stored. */
  async refundTurn({ organizationId, id, actor }: Turn, content: string): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      await lockSubscription(tx);
      await this.refund(tx, id, content, actor);
    });
  }

  /**
   * Ends a question whose client did not wait for the answer. The credits are refunded, unless this has happened to
   * the same member too often within the hour: the model was asked, and its provider charges for that.
   */
  async refundDisconnected({ organizationId, id, actor }: Turn): Promise<void> {
    const ids = { organizationId, membershipId: actor.id, messageId: id };
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      await lockSubscription(tx);
      if (isWithinLimits(await countDisconnectRefunds(tx, actor.id))) {
        await this.refund(tx, id, '', actor);
        await markDisconnectRefund(tx, id, actor.id);
        tx.afterCommit(() => {
          logger.info(ids, 'The credits of an answer were refunded because the client disconnected.');
        });
        return;
      }
      await endWithoutAnswer(tx, id);
      tx.afterCommit(() => {
        logger.warn(ids, 'The credits of an answer were kept: the client has disconnected too often within the hour.');
      });
    });
  }

  /** Renews the lease: the client still waits for the answer. */
  async renewLease({ organizationId, id }: Turn): Promise<void> {
    await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query(
        `update conversation_message set lease_until = ${LEASE}
         where organization_id = $1 and id = $2 and status = 'pending'`,
        [organizationId, id],
      ),
    );
  }

  /** Ends and refunds abandoned questions, at most this many. Returns their number. */
  async refundAbandoned(tx: TenantTransaction, limit: number, actor: Actor): Promise<number> {
    await lockSubscription(tx);
    const abandoned = await tx.query<{ id: MessageId }>(
      `select id from conversation_message
       where organization_id = $1 and status = 'pending' and lease_until < statement_timestamp()
       order by lease_until limit $2`,
      [tx.organizationId, limit],
    );
    for (const { id } of abandoned) await this.refund(tx, id, '', actor);
    return abandoned.length;
  }

  /**
   * Takes the credits and stores the question. The debit locks the subscription: until the commit, no other
   * question of the organization is stored, and no member is removed.
   */
  private async storeQuestion(
    tx: TenantTransaction,
    turn: Turn,
    content: string,
    claim: IdempotencyClaim | null,
  ): Promise<void> {
    const { id, conversationId, tier, actor } = turn;
    const { credits } = TIERS[tier];
    await this.credits.debit(tx, { feature: 'assistant', credits, key: debitKey(id), actor });
    const written = await insertTurn(tx, turn, content, claim);
    if (!written) throw new Problem(conversationArchived);
    await scheduleAbandonedCheck(tx);
    this.audit.recordAuditEvent(tx, {
      action: 'message.sent',
      actor,
      target: { kind: 'conversation', id: conversationId, name: 'Conversation' },
      changes: { tier: { from: null, to: tier }, credits: { from: null, to: credits } },
    });
  }

  /**
   * The result of the same request before. The row of the answer is the record of the key, and its lease that of the
   * key: under the subscription's lock no second one is stored meanwhile.
   */
  private async findReplay(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    claim: IdempotencyClaim,
  ): Promise<MessageRow | null> {
    await lockSubscription(tx);
    const row = await findAnswerByKey(tx, claim);
    if (!row) return null;
    if (row.status === 'pending' && !row.is_abandoned) throw new Problem(idempotencyInProgress);
    if (!row.request_hash.equals(claim.requestHash)) throw new Problem(idempotencyKeyReused);
    if (row.status === 'pending') {
      await this.refund(tx, row.id, '', auth.actor);
      return null;
    }
    claim.replayed(claim.status);
    return row;
  }

  /** The caller holds the subscription's lock. A second call finds nothing to refund. */
  private async refund(tx: TenantTransaction, id: MessageId, content: string, actor: Actor): Promise<void> {
    const ended = await tx.query(
      `update conversation_message
       set content = $3, credits = 0, status = 'failed', lease_until = null, finished_at = statement_timestamp()
       where organization_id = $1 and id = $2 and status = 'pending' returning id`,
      [tx.organizationId, id, content],
    );
    if (ended.length > 0) await this.credits.refund(tx, debitKey(id), actor);
  }
}

import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { Actor } from '../../audit/audit-log.js';
import type { IdempotencyClaim } from '../../platform/database/tenancy.js';
import { REPLAY_HOURS } from '../../platform/database/idempotency.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { newId, type ConversationId, type MessageId, type OrganizationId } from '../../platform/ids/ids.js';
import type { Sort } from '../../platform/lists/keyset.js';
import type { MessageDto } from '../dto/message.dto.js';
import type { Exchange } from '../answer/history.policy.js';
import { TIERS, type TierName } from '../answer/tiers.js';
import type { ConversationMessageEntity } from './conversation-message.entity.js';

export type MessageRow = Readonly<
  Pick<
    ConversationMessageEntity,
    'id' | 'conversation_id' | 'number' | 'role' | 'content' | 'tier' | 'credits' | 'status' | 'created_at'
  >
>;

/** A question whose credits were taken and whose answer is pending. */
export interface Turn {
  readonly organizationId: OrganizationId;
  readonly conversationId: ConversationId;
  /** The ID of the answer. */
  readonly id: MessageId;
  readonly tier: TierName;
  readonly actor: Actor;
}

export const MESSAGE_COLUMNS =
  'm.id, m.conversation_id, m.number, m.role, m.content, m.tier, m.credits, m.status, m.created_at';

/** The order in which they were written: a question, followed by its answer. */
export const MESSAGE_ORDER: Sort = {
  name: 'messages',
  key: { sql: 'm.number', type: 'integer', nullable: false },
  descending: false,
};

/** A process that waits for the model renews this; a process that was killed does not. */
export const LEASE_LENGTH = '60 seconds';
export const LEASE = `statement_timestamp() + interval '${LEASE_LENGTH}'`;

/** The idempotency key of the debit for an answer. */
export function debitKey(id: MessageId): string {
  return `message:${id}`;
}

export function toMessage(row: MessageRow): MessageDto {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    role: row.role,
    content: row.content,
    tier: row.tier,
    credits: row.credits,
    status: row.status,
    createdAt: row.created_at,
  };
}

export function newTurn(auth: AuthorizedContext, conversationId: ConversationId, tier: TierName): Turn {
  return { organizationId: auth.organizationId, conversationId, id: newId<MessageId>(), tier, actor: auth.actor };
}

/**
 * Stores a question and an empty answer. The caller holds the subscription's lock, so the numbers are consecutive.
 * False if the conversation was archived meanwhile.
 */
export async function insertTurn(
  tx: TenantTransaction,
  { conversationId, id, tier }: Turn,
  content: string,
  claim: IdempotencyClaim | null,
): Promise<boolean> {
  const written = await tx.query(
    `with last as materialized (
       select statement_timestamp() as now, (
         select coalesce(max(number), 0) from conversation_message m
         where m.organization_id = $1 and m.conversation_id = c.id) as number
       from conversation c where c.organization_id = $1 and c.id = $2 and c.archived_at is null
     ), written as (
       insert into conversation_message (organization_id, id, conversation_id, number, role, content, tier, credits, status,
                                         lease_until, idempotency_key, request_hash, created_at, finished_at)
       select $1::uuid, $3::uuid, $2::uuid, number + 1, 'user', $5, $6, 0, 'completed', null::timestamptz, null::bytea,
              null::bytea, now, now from last
       union all
       select $1, $4, $2, number + 2, 'assistant', '', $6, $7, 'pending', ${LEASE}, $8, $9, now, null from last
       returning id
     )
     select id from written`,
    [
      tx.organizationId,
      conversationId,
      newId<MessageId>(),
      id,
      content,
      tier,
      TIERS[tier].credits,
      claim?.keyHash ?? null,
      claim?.requestHash ?? null,
    ],
  );
  return written.length > 0;
}

export interface EarlierRow extends MessageRow {
  readonly request_hash: Buffer;
  readonly is_abandoned: boolean;
}

/** The question that was stored under this key and has not failed. */
export async function findAnswerByKey(tx: TenantTransaction, claim: IdempotencyClaim): Promise<EarlierRow | null> {
  const [row] = await tx.query<EarlierRow>(
    `select ${MESSAGE_COLUMNS}, m.request_hash, coalesce(m.lease_until < clock_timestamp(), false) as is_abandoned
     from conversation_message m
     where m.organization_id = $1 and m.idempotency_key = $2 and m.status <> 'failed'
       and m.created_at > clock_timestamp() - interval '${REPLAY_HOURS} hours'
     order by m.created_at desc limit 1`,
    [tx.organizationId, claim.keyHash],
  );
  return row ?? null;
}

/** The most exchanges that the model gets as history, however short they are. */
const MAX_EXCHANGES = 30;

/** Earlier questions and answers, newest first, without those that failed or are pending. */
export async function readExchanges(tx: TenantTransaction, conversationId: ConversationId): Promise<Exchange[]> {
  return tx.query<Exchange>(
    `select q.content as question, a.content as answer
     from conversation_message a
     join conversation_message q on q.organization_id = a.organization_id and q.conversation_id = a.conversation_id
       and q.number = a.number - 1
     where a.organization_id = $1 and a.conversation_id = $2 and a.role = 'assistant'
       and a.status in ('completed', 'stopped')
     order by a.number desc limit ${MAX_EXCHANGES}`,
    [tx.organizationId, conversationId],
  );
}

/** The number of answers within the last hour that the member did not wait for and whose credits were refunded. */
export async function countDisconnectRefunds(tx: TenantTransaction, membershipId: string | null): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `select count(*) as count from conversation_message
     where organization_id = $1 and unheard_by = $2 and finished_at > clock_timestamp() - interval '1 hour'`,
    [tx.organizationId, membershipId],
  );
  return count;
}

export async function markDisconnectRefund(
  tx: TenantTransaction,
  id: MessageId,
  membershipId: string | null,
): Promise<void> {
  await tx.query(
    `update conversation_message set unheard_by = $3 where organization_id = $1 and id = $2 and status = 'failed'`,
    [tx.organizationId, id, membershipId],
  );
}

/** Ends a question without an answer; its credits are kept. */
export async function endWithoutAnswer(tx: TenantTransaction, id: MessageId): Promise<void> {
  await tx.query(
    `update conversation_message set status = 'failed', lease_until = null, finished_at = statement_timestamp()
     where organization_id = $1 and id = $2 and status = 'pending'`,
    [tx.organizationId, id],
  );
}

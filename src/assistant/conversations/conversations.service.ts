import { Injectable } from '@nestjs/common';
import { organizationNotFound, missingPermission } from '../../access/access.problems.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import { readMemberships } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import { newId, type ConversationId, type MembershipId } from '../../platform/ids/ids.js';
import { pageClauses, toPage, type Page } from '../../platform/lists/keyset.js';
import {
  ARCHIVE_ORDER,
  ARCHIVE_PERMISSION,
  CONVERSATION_COLUMNS,
  mayReadArchive,
  searchFilter,
  CALLER_MEMBERSHIP_ID,
  OWN_ORDER,
  toConversation,
  type ConversationRow,
} from './conversation-queries.js';
import type { ConversationDto, ConversationQueryDto, CreateConversationDto } from '../dto/conversation.dto.js';

/** Conversations. Each belongs to one member, and only they can read it while they are a member. */
@Injectable()
export class Conversations {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The caller's own conversations, newest first; or the archive of the organization, last archived first.
   *
   * @throws 403 `permission-denied` for the archive, except for the owner and admins
   */
  async list(auth: AuthorizedContext, query: ConversationQueryDto): Promise<Page<ConversationDto>> {
    return query.archived === 'true' ? this.listArchive(auth, query) : this.listOwn(auth, query);
  }

  /** Creates a conversation of the caller. */
  async create(auth: AuthorizedContext, { title }: CreateConversationDto): Promise<ConversationDto> {
    return this.tenants.write(auth, async (tx) => {
      const ownerId = await lockOwnMembership(tx, auth);
      const row = await tx.one<ConversationRow>(
        `insert into conversation as c (organization_id, id, owner_id, title) values ($1, $2, $3, $4)
         returning ${CONVERSATION_COLUMNS}`,
        [tx.organizationId, newId<ConversationId>(), ownerId, title ?? null],
      );
      this.audit.recordAuditEvent(tx, {
        action: 'conversation.created',
        actor: auth.actor,
        // Only its owner may read the title: readers of the audit log only see that there is a conversation.
        target: { kind: 'conversation', id: row.id, name: 'Conversation' },
      });
      return toConversation(row);
    });
  }

  private async listOwn(
    auth: AuthorizedContext,
    { limit, cursor, q }: ConversationQueryDto,
  ): Promise<Page<ConversationDto>> {
    const page = pageClauses(OWN_ORDER, 'c.id', cursor);
    const matching = searchFilter(q, 'own');
    const rows = await this.tenants.read<ConversationRow>(auth, {
      text: `select ${CONVERSATION_COLUMNS} from conversation c
             where c.organization_id = :organizationId and c.owner_id = ${CALLER_MEMBERSHIP_ID} and c.archived_at is null${matching.where} and ${page.where}
             order by ${page.orderBy} limit :limit`,
      values: {
        organizationId: auth.organizationId,
        userId: auth.credentialId,
        limit: limit + 1,
        ...matching.values,
        ...page.values,
      },
    });
    return toPage(rows, limit, OWN_ORDER, (row) => ({ value: row.created_at, id: row.id }), toConversation);
  }

  private async listArchive(
    auth: AuthorizedContext,
    { limit, cursor, q }: ConversationQueryDto,
  ): Promise<Page<ConversationDto>> {
    const page = pageClauses(ARCHIVE_ORDER, 'c.id', cursor);
    const matching = searchFilter(q, 'archive');
    const rows = await this.tenants.read<ConversationRow>(auth, {
      text: `select ${CONVERSATION_COLUMNS} from conversation c
             where c.organization_id = :organizationId and c.archived_at is not null${matching.where} and ${page.where}
             order by ${page.orderBy} limit :limit`,
      values: { organizationId: auth.organizationId, limit: limit + 1, ...matching.values, ...page.values },
    });
    // The authorization query and the rows are answered together, so the caller's role is known only now.
    if (!mayReadArchive(auth)) {
      throw missingPermission(
        ARCHIVE_PERMISSION,
        'Only the owner and admins can view archived conversations. Ask one of them.',
      );
    }
    return toPage(rows, limit, ARCHIVE_ORDER, (row) => ({ value: row.archived_at, id: row.id }), toConversation);
  }
}

/**
 * The caller's membership, locked until the commit. A concurrent removal waits and then archives the new conversation
 * with the others, or it has committed first and is seen here.
 */
async function lockOwnMembership(tx: TenantTransaction, { caller }: AuthorizedContext): Promise<MembershipId> {
  const { membershipId } = caller;
  const [member] = membershipId === null ? [] : await readMemberships(tx, [membershipId]);
  if (membershipId === null || member?.status !== 'active') throw new Problem(organizationNotFound);
  return membershipId;
}

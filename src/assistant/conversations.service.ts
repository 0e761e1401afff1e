import { Injectable } from '@nestjs/common';
import { organizationNotFound } from '../access/access.problems.js';
import type { Entry } from '../access/entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { holdMemberships } from '../platform/database/locks.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { permissionDenied, Problem } from '../platform/http/problem.js';
import { newId, type ConversationId, type MembershipId } from '../platform/ids/ids.js';
import { pageClauses, toPage, type Page } from '../platform/lists/keyset.js';
import {
  ARCHIVE,
  ARCHIVE_PERMISSION,
  COLUMNS,
  mayReadArchive,
  MINE,
  OWN,
  toConversation,
  type ConversationRow,
} from './conversation-queries.js';
import type { ConversationDto, ConversationQueryDto, CreateConversationDto } from './dto/conversation.dto.js';

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
  async list(entry: Entry, query: ConversationQueryDto): Promise<Page<ConversationDto>> {
    return query.archived === 'true' ? this.listArchive(entry, query) : this.listOwn(entry, query);
  }

  /** Creates a conversation of the caller. */
  async create(entry: Entry, { title }: CreateConversationDto): Promise<ConversationDto> {
    return this.tenants.write(entry, async (tx) => {
      const ownerId = await holdOwner(tx, entry);
      const row = await tx.one<ConversationRow>(
        `insert into conversation as c (organization_id, id, owner_id, title) values ($1, $2, $3, $4)
         returning ${COLUMNS}`,
        [tx.organizationId, newId<ConversationId>(), ownerId, title ?? null],
      );
      this.audit.record(tx, {
        action: 'conversation.created',
        actor: entry.actor,
        // Only its owner may read the title: readers of the audit log only see that there is a conversation.
        target: { kind: 'conversation', id: row.id, name: 'Conversation' },
      });
      return toConversation(row);
    });
  }

  private async listOwn(entry: Entry, { limit, cursor }: ConversationQueryDto): Promise<Page<ConversationDto>> {
    const page = pageClauses(OWN, 'c.id', cursor, 4);
    const rows = await this.tenants.read<ConversationRow>(entry, {
      text: `select ${COLUMNS} from conversation c
             where c.organization_id = $1 and c.owner_id = ${MINE} and c.archived_at is null and ${page.where}
             order by ${page.orderBy} limit $3`,
      values: [entry.organizationId, entry.credentialId, limit + 1, ...page.values],
    });
    return toPage(rows, limit, OWN, (row) => ({ value: row.created_at, id: row.id }), toConversation);
  }

  private async listArchive(entry: Entry, { limit, cursor }: ConversationQueryDto): Promise<Page<ConversationDto>> {
    const page = pageClauses(ARCHIVE, 'c.id', cursor, 3);
    const rows = await this.tenants.read<ConversationRow>(entry, {
      text: `select ${COLUMNS} from conversation c
             where c.organization_id = $1 and c.archived_at is not null and ${page.where}
             order by ${page.orderBy} limit $2`,
      values: [entry.organizationId, limit + 1, ...page.values],
    });
    // The authorization query and the rows are answered together, so the caller's role is known only now.
    if (!mayReadArchive(entry)) {
      throw new Problem(permissionDenied, {
        detail: 'Only the owner and admins can view archived conversations. Ask one of them.',
        extra: { requiredPermission: ARCHIVE_PERMISSION },
      });
    }
    return toPage(rows, limit, ARCHIVE, (row) => ({ value: row.archived_at, id: row.id }), toConversation);
  }
}

/**
 * The caller's membership, locked until the commit. A concurrent removal waits and then archives the new conversation
 * with the others, or it has committed first and is seen here.
 */
async function holdOwner(tx: TenantTransaction, { caller }: Entry): Promise<MembershipId> {
  const { membershipId } = caller;
  const [member] = membershipId === null ? [] : await holdMemberships(tx, [membershipId]);
  if (membershipId === null || member?.status !== 'active') throw new Problem(organizationNotFound);
  return membershipId;
}

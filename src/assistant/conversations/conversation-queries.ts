import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ConversationId } from '../../platform/ids/ids.js';
import { newestFirst } from '../../platform/lists/keyset.js';
import type { ConversationDto } from '../dto/conversation.dto.js';
import type { ConversationEntity } from './conversation.entity.js';

export type ConversationRow = Readonly<Omit<ConversationEntity, 'organization_id'>>;

/** The two lists of conversations and their order: the caller's own, or the archive. */
export const OWN_ORDER = newestFirst('conversations:own', 'c.created_at');
export const ARCHIVE_ORDER = newestFirst('conversations:archive', 'c.archived_at');

export const CONVERSATION_COLUMNS = 'c.id, c.title, c.owner_id, c.created_at, c.archived_at';

/**
 * The caller's own membership, found by their account: the statement is sent together with the authorization query,
 * and the membership is known only from the answer of that query.
 */
export const CALLER_MEMBERSHIP_ID = `(select me.id from membership me
  where me.organization_id = :organizationId and me.user_id = :userId and me.status = 'active')`;

/** A conversation that the caller may open: their own, or an archived one if they may read the archive. */
export async function findConversation(
  tx: TenantTransaction,
  auth: AuthorizedContext,
  id: ConversationId,
): Promise<ConversationRow | null> {
  const [row] = await tx.query<ConversationRow>(
    `select ${CONVERSATION_COLUMNS} from conversation c
     where c.organization_id = $1 and c.id = $2 and (c.owner_id = $3 or (c.archived_at is not null and $4))`,
    [tx.organizationId, id, auth.caller.membershipId, mayReadArchive(auth)],
  );
  return row ?? null;
}

/** The archive is for the owner and admins, who may also remove members. */
export const ARCHIVE_PERMISSION = 'members:manage';

export function mayReadArchive(auth: AuthorizedContext): boolean {
  return auth.hasPermission(ARCHIVE_PERMISSION);
}

export function toConversation(row: ConversationRow): ConversationDto {
  return {
    id: row.id,
    title: row.title,
    ownerId: row.owner_id,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
  };
}

import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ConversationId } from '../../platform/ids/ids.js';
import { newestFirst } from '../../platform/lists/keyset.js';
import { containsPattern, matches } from '../../platform/lists/search.js';
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

/** The condition of a search, to append to those of a list, and its value; in the archive members are found by name as well. */
export function searchFilter(
  q: string | undefined,
  list: 'own' | 'archive',
): { readonly where: string; readonly values: Readonly<Record<string, string>> } {
  const pattern = containsPattern(q);
  if (pattern === null) return { where: '', values: {} };
  const ofMember = `exists (select 1 from membership m join user_account u on u.user_id = m.user_id
    where m.organization_id = c.organization_id and m.id = c.owner_id and ${matches('u.name')})`;
  return {
    where: list === 'own' ? ` and ${matches('c.title')}` : ` and (${matches('c.title')} or ${ofMember})`,
    values: { pattern },
  };
}

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

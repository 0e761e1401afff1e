import { newestFirst } from '../platform/lists/keyset.js';
import type { NotificationDto } from './dto/notification.dto.js';
import type { NotificationEntity } from './notification.entity.js';

export const NEWEST_FIRST = newestFirst('notifications:newest', 'n.created_at');

interface NotificationRow extends Readonly<
  Omit<NotificationEntity, 'organization_id' | 'membership_id' | 'person_id'>
> {
  readonly person_id: string | null;
  readonly person_name: string | null;
  readonly subject_name: string | null;
}

/** The number of unread notifications beside each row of the page; one row without a notification if the page is empty. */
export type PageRow = { readonly unread: number } & (NotificationRow | { readonly id: null });

/**
 * The caller's own membership, found by their account: the statement is sent together with the authorization query, and the
 * membership is known only from the answer of that query.
 */
const OWN = `n.organization_id = :organizationId and n.membership_id = (
  select me.id from membership me
  where me.organization_id = :organizationId and me.user_id = :userId and me.status = 'active')`;

/** A page of the caller's notifications, with the names as they are now, and the number of those that are unread. */
export function selectPage(where: string, orderBy: string): string {
  return `
    select count.unread, page.*
    from (select count(*) as unread from notification n where ${OWN} and n.read_at is null) count
    left join (
      select n.id, n.kind, n.subject_id, n.person_id, n.facts, n.created_at, n.read_at,
             u.name as person_name, coalesce(k.name, i.email) as subject_name
      from notification n
      left join membership p on p.organization_id = n.organization_id and p.id = n.person_id
      left join user_account u on u.user_id = p.user_id
      left join api_key k on k.organization_id = n.organization_id and k.id = n.subject_id and n.kind = 'api_key.expires_soon'
      left join invitation i
        on i.organization_id = n.organization_id and i.id = n.subject_id and n.kind = 'invitation.email_failed'
      where ${OWN} and (not :onlyUnread or n.read_at is null) and ${where}
      order by ${orderBy} limit :limit
    ) page on true
    order by page.created_at desc, page.id desc`;
}

export function isNotification(row: PageRow): row is Extract<PageRow, NotificationRow> {
  return row.id !== null;
}

export function toNotification(row: NotificationRow): NotificationDto {
  const { person_id: membershipId, person_name: name } = row;
  return {
    id: row.id,
    kind: row.kind,
    subject: { id: row.subject_id, name: row.subject_name },
    person: membershipId !== null && name !== null ? { membershipId, name } : null,
    facts: row.facts,
    createdAt: row.created_at,
    readAt: row.read_at,
  };
}

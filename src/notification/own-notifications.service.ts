import { Injectable } from '@nestjs/common';
import { permissionDenied } from '../access/access.problems.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { LiveUpdates } from '../live-updates/live-updates.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { invalid, Problem } from '../platform/http/problem.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { pageClauses, toPage } from '../platform/lists/keyset.js';
import type { MarkReadDto, NotificationListDto, NotificationQueryDto, UnreadCountDto } from './dto/notification.dto.js';
import { isNotification, NEWEST_FIRST, selectPage, toNotification, type PageRow } from './notification-queries.js';

/** The caller's own notifications. No one can read another person's. */
@Injectable()
export class OwnNotifications {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly liveUpdates: LiveUpdates,
  ) {}

  /** @throws 403 `permission-denied` for an API key */
  async list(auth: AuthorizedContext, query: NotificationQueryDto): Promise<NotificationListDto> {
    const page = pageClauses(NEWEST_FIRST, 'n.id', query.cursor);
    const rows = await this.tenants.read<PageRow>(auth, {
      text: selectPage(page.where, page.orderBy),
      values: {
        organizationId: auth.organizationId,
        userId: auth.credentialId,
        onlyUnread: query.unread === 'true',
        limit: query.limit + 1,
        ...page.values,
      },
    });
    personOf(auth);
    const found = rows.filter(isNotification);
    const position = (row: (typeof found)[number]) => ({ value: row.created_at, id: row.id });
    return {
      ...toPage(found, query.limit, NEWEST_FIRST, position, toNotification),
      unread: rows[0]?.unread ?? 0,
    };
  }

  /** @throws 403 `permission-denied` for an API key, 422 without `ids` and `until` */
  async markRead(auth: AuthorizedContext, { ids, until }: MarkReadDto): Promise<UnreadCountDto> {
    return this.tenants.write(auth, async (tx) => {
      const membershipId = personOf(auth);
      if (ids === undefined && until === undefined)
        throw invalid({ pointer: '/ids', detail: 'Choose the notifications that were read.' });
      // As a date: offsets beyond 16 hours are well-formed, but the database cannot parse them.
      const read = await markRead(tx, membershipId, ids ?? [], until === undefined ? null : new Date(until));
      // Another tab or browser of the same person shows the number, too.
      if (read > 0) await this.liveUpdates.announceTo(tx, 'notifications', membershipId);
      return tx.one<UnreadCountDto>(
        `select count(*) as unread from notification
         where organization_id = :organizationId and membership_id = :membershipId and read_at is null`,
        { organizationId: tx.organizationId, membershipId },
      );
    });
  }
}

async function markRead(
  tx: TenantTransaction,
  membershipId: MembershipId,
  ids: readonly string[],
  until: Date | null,
): Promise<number> {
  tx.locks.assertOrder('other');
  const rows = await tx.query(
    `update notification set read_at = statement_timestamp()
     where organization_id = :organizationId and id in (
       select id from notification
       where organization_id = :organizationId and membership_id = :membershipId and read_at is null
         and (id = any (:ids::uuid[]) or created_at <= :until::timestamptz)
       order by id for update)
     returning id`,
    { organizationId: tx.organizationId, membershipId, ids, until },
  );
  return rows.length;
}

function personOf(auth: AuthorizedContext): MembershipId {
  const { membershipId } = auth.caller;
  if (!membershipId) throw new Problem(permissionDenied);
  return membershipId;
}

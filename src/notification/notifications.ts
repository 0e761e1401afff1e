import { Injectable } from '@nestjs/common';
import { LiveUpdates } from '../live-updates/live-updates.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { newId, type MembershipId } from '../platform/ids/ids.js';
import type { NotificationFacts, NotificationKind, Recipients } from './notification.policy.js';

export interface NewNotification {
  readonly kind: NotificationKind;
  /** What it is about: a member gets one notification of a kind about the same thing. */
  readonly subjectId: string;
  /** Another member whom it is about. */
  readonly personId?: MembershipId | null;
  readonly facts?: NotificationFacts;
  readonly recipients: Recipients;
}

const RECIPIENTS = `
  select id from membership
  where organization_id = :organizationId and status = 'active'
    and (id = any (:members::uuid[]) or role = any (:roles::text[])) and id <> all (:except::uuid[])`;

/** Writes notifications, in the transaction of what they are about. */
@Injectable()
export class Notifications {
  constructor(private readonly liveUpdates: LiveUpdates) {}

  /** Notifies the recipients who are active members; those who were notified of the same before are left out. */
  async notify(tx: TenantTransaction, notification: NewNotification): Promise<void> {
    const { kind, subjectId, personId = null, facts = {}, recipients } = notification;
    const members = await tx.query<{ id: MembershipId }>(RECIPIENTS, {
      organizationId: tx.organizationId,
      ...recipients,
    });
    if (members.length === 0) return;
    tx.executeDeferred(
      `insert into notification (organization_id, id, membership_id, kind, subject_id, person_id, facts)
       select $1, new.id, new.membership_id, $4, $5, $6, $7
       from unnest($2::uuid[], $3::uuid[]) new (id, membership_id)
       on conflict (organization_id, membership_id, kind, subject_id) do nothing`,
      [
        tx.organizationId,
        members.map(() => newId()),
        members.map(({ id }) => id),
        kind,
        subjectId,
        personId,
        JSON.stringify(facts),
      ],
    );
    for (const { id } of members) await this.liveUpdates.announceTo(tx, 'notifications', id);
  }
}

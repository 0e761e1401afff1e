import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MemberJoins } from '../invitation/accept/member-joined.event.js';
import { InvitationMailEnds, type InvitationMailEnded } from '../invitation/mail/invitation-mail-ended.event.js';
import { RoleChanges } from '../membership/role-changed.event.js';
import { ReassignmentEnds, type ReassignmentEnded } from '../offboarding/reassignment/reassignment-ended.event.js';
import {
  OwnershipTransfers,
  type OwnershipTransferred,
} from '../organization/ownership/ownership-transferred.event.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { newId, type MembershipId } from '../platform/ids/ids.js';
import { ImportChanges, type ImportChanged } from '../records/imports/import-changed.event.js';
import type { Actor } from '../audit/audit-log.js';
import { except, isWorthTelling, only, withPermission, type NotificationFacts } from './notification.policy.js';
import { Notifications } from './notifications.js';

/** Writes the notification that belongs to each event of the other modules. */
@Injectable()
export class NotificationSources implements OnModuleInit {
  constructor(
    private readonly notifications: Notifications,
    private readonly reassignments: ReassignmentEnds,
    private readonly imports: ImportChanges,
    private readonly joins: MemberJoins,
    private readonly roles: RoleChanges,
    private readonly transfers: OwnershipTransfers,
    private readonly invitationMails: InvitationMailEnds,
  ) {}

  onModuleInit(): void {
    this.reassignments.on((tx, ended) => this.onReassignmentEnded(tx, ended));
    this.imports.on((tx, changed) => this.onImportChanged(tx, changed));
    this.invitationMails.on((tx, ended) => this.onInvitationMailEnded(tx, ended));
    this.joins.on((tx, { membershipId, invitedBy }) =>
      this.notifications.notify(tx, {
        kind: 'member.joined',
        subjectId: membershipId,
        personId: membershipId,
        recipients: { ...withPermission('members:manage', invitedBy), except: [membershipId] },
      }),
    );
    this.roles.on((tx, { membershipId, from, to, by }) =>
      this.notifications.notify(tx, {
        kind: 'member.role_changed',
        // A role can be changed several times, and each time is told.
        subjectId: newId(),
        personId: memberOf(by),
        facts: { previousRole: from, role: to },
        recipients: except(only(membershipId), by),
      }),
    );
    this.transfers.on((tx, transferred) => this.onOwnershipTransferred(tx, transferred));
  }

  private async onOwnershipTransferred(tx: TenantTransaction, { from, to, by }: OwnershipTransferred): Promise<void> {
    for (const [member, role] of [
      [to, 'owner'],
      [from, 'admin'],
    ] as const) {
      await this.notifications.notify(tx, {
        kind: 'organization.ownership_transferred',
        subjectId: newId(),
        personId: to,
        facts: { role },
        recipients: except(only(member), by),
      });
    }
  }

  private async onReassignmentEnded(tx: TenantTransaction, ended: ReassignmentEnded): Promise<void> {
    if (!isWorthTelling(ended)) return;
    await this.notifications.notify(tx, {
      kind: `reassignment.${ended.status}`,
      subjectId: ended.id,
      facts: { done: ended.done, ...ownersOf(ended) },
      recipients: only(memberOf(ended.requestedBy)),
    });
  }

  private async onImportChanged(tx: TenantTransaction, { id, end }: ImportChanged): Promise<void> {
    if (!end) return;
    await this.notifications.notify(tx, {
      kind: `import.${end.status}`,
      subjectId: id,
      facts: { records: end.kind, done: end.created, rejected: end.rejected },
      recipients: only(end.importer),
    });
  }

  /** About the invitation, so that only its first email that fails is told. */
  private async onInvitationMailEnded(tx: TenantTransaction, ended: InvitationMailEnded): Promise<void> {
    if (ended.outcome !== 'failed') return;
    await this.notifications.notify(tx, {
      kind: 'invitation.email_failed',
      subjectId: ended.invitationId,
      recipients: only(ended.invitedBy),
    });
  }
}

/** From whom to whom the records went. A reinstatement returns them, also from several owners. */
/** What returns to a member who was reinstated comes from several owners. */
function ownersOf({ purpose, from, to }: ReassignmentEnded): NotificationFacts {
  const newOwner = to === null ? {} : { to };
  return purpose === 'reinstatement' ? newOwner : { from: from ?? 'unassigned', ...newOwner };
}

function memberOf({ kind, id }: Actor): MembershipId | null {
  return kind === 'member' ? (id as MembershipId | null) : null;
}

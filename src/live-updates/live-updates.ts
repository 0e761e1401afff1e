import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog, type NewAuditEvent } from '../audit/audit-log.js';
import { InvitationMailEnds } from '../invitation/mail/invitation-mail-ended.event.js';
import { RoleChanges } from '../membership/role-changed.event.js';
import { ReassignmentEnds } from '../offboarding/reassignment/reassignment-ended.event.js';
import { OwnershipTransfers } from '../organization/ownership/ownership-transferred.event.js';
import { ChangeChannel } from '../platform/changes/change-channel.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { ImportChanges } from '../records/imports/import-changed.event.js';
import { topicsOf, type Topic } from './topics.policy.js';

/** Announces what changed in an organization to the streams of its members, after the commit. */
@Injectable()
export class LiveUpdates implements OnModuleInit {
  constructor(
    private readonly channel: ChangeChannel,
    private readonly audit: AuditLog,
    private readonly mailEnds: InvitationMailEnds,
    private readonly roleChanges: RoleChanges,
    private readonly transfers: OwnershipTransfers,
    private readonly reassignmentEnds: ReassignmentEnds,
    private readonly importChanges: ImportChanges,
  ) {}

  onModuleInit(): void {
    this.audit.onRecorded((tx, event) => {
      this.announceEvent(tx, event);
    });
    this.roleChanges.on((tx, { membershipId }) => this.announceTo(tx, 'permissions', membershipId));
    this.transfers.on(async (tx, { from, to }) => {
      await this.announceTo(tx, 'permissions', from);
      await this.announceTo(tx, 'permissions', to);
    });
    this.mailEnds.on((tx, { invitationId }) => this.announce(tx, 'invitations', invitationId));
    this.reassignmentEnds.on((tx, { id }) => this.announce(tx, 'reassignments', id));
    this.importChanges.on((tx, { id }) => this.announce(tx, 'imports', id));
  }

  /** Tells one member that something of theirs changed. */
  announceTo(tx: TenantTransaction, topic: Topic, recipient: MembershipId): Promise<void> {
    this.channel.announce(tx, { topic, id: null, recipient });
    return Promise.resolve();
  }

  private announce(tx: TenantTransaction, topic: Topic, id: string): Promise<void> {
    this.channel.announce(tx, { topic, id, recipient: null });
    return Promise.resolve();
  }

  /** Every change of members, invitations and so on leaves an audit event, so none of them is forgotten here. */
  private announceEvent(tx: TenantTransaction, { action, target }: NewAuditEvent): void {
    for (const topic of topicsOf(action)) this.channel.announce(tx, { topic, id: target.id, recipient: null });
  }
}

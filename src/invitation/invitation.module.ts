import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { DirectoryCleanup } from '../platform/cleanup/directory-cleanup.js';
import { readTemplate } from '../platform/mail/index.js';
import { InvitationLinksController } from './accept/invitation-links.controller.js';
import { InvitationAcceptance } from './accept/accept-invitation.js';
import { MemberJoins } from './accept/member-joined.event.js';
import { InvitationMailEnds } from './mail/invitation-mail-ended.event.js';
import { InvitationMailJob } from './mail/invitation-mail.job.js';
import { DELETE_OLD_SENT_MAILS, InvitationMails } from './mail/invitation-mails.js';
import { INVITATION_TEMPLATE } from './mail/invitation-template.js';
import { InvitationsController } from './invite/invitations.controller.js';
import { Invitations } from './invite/invitations.service.js';
import { InvitationCreation } from './invite/create-invitation.js';
import { PendingInvitations } from './invite/pending-invitations.js';
import { OwnInvitationsController } from './accept/own-invitations.controller.js';
import { InvitedAddresses } from './invite/invited-addresses.js';
import { INVITATION_TABLES } from './invitation.tables.js';

/** Inviting people by email, and accepting or declining invitations. */
@Module({
  imports: [BillingModule, MembershipModule, OrganizationModule, TypeOrmModule.forFeature(INVITATION_TABLES.entities)],
  controllers: [InvitationsController, InvitationLinksController, OwnInvitationsController],
  providers: [
    Invitations,
    InvitationCreation,
    InvitedAddresses,
    PendingInvitations,
    InvitationAcceptance,
    InvitationMails,
    InvitationMailJob,
    InvitationMailEnds,
    MemberJoins,
    {
      provide: INVITATION_TEMPLATE,
      useFactory: () => readTemplate(fileURLToPath(new URL('mail/', import.meta.url)), 'invitation.html'),
    },
  ],
  exports: [InvitationMailEnds, MemberJoins, PendingInvitations],
})
export class InvitationModule {
  constructor(cleanup: DirectoryCleanup) {
    cleanup.addStatement(DELETE_OLD_SENT_MAILS);
  }
}

import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { readTemplate } from '../platform/mail/index.js';
import { InvitationAnswersController } from './answers.controller.js';
import { InvitationAnswers } from './answers.service.js';
import { InvitationMailJob } from './invitation-mail.job.js';
import { InvitationMails } from './invitation-mails.js';
import { INVITATION_TEMPLATE } from './invitation-template.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { Inviting } from './inviting.service.js';
import { OpenInvitations } from './open-invitations.js';
import { OwnInvitationsController } from './own-invitations.controller.js';
import { PendingInvitations } from './pending-invitations.js';

/** Inviting people by email, and accepting or declining invitations. */
@Module({
  imports: [BillingModule, MembershipModule, OrganizationModule],
  controllers: [InvitationsController, InvitationAnswersController, OwnInvitationsController],
  providers: [
    Invitations,
    Inviting,
    PendingInvitations,
    OpenInvitations,
    InvitationAnswers,
    InvitationMails,
    InvitationMailJob,
    {
      provide: INVITATION_TEMPLATE,
      useFactory: () => readTemplate(fileURLToPath(new URL('mail/', import.meta.url)), 'invitation.html'),
    },
  ],
  exports: [OpenInvitations],
})
export class InvitationModule {}

import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { readTemplate } from '../platform/mail/index.js';
import { InvitationAnswersController } from './answers.controller.js';
import { InvitationAnswers } from './answers.service.js';
import { InvitationMailJob } from './invitation-mail.job.js';
import { InvitationMails } from './invitation-mails.js';
import { INVITATION_TEMPLATE } from './invitation-template.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';

/** Inviting by e-mail, and what the invited do with it. */
@Module({
  imports: [BillingModule, MembershipModule],
  controllers: [InvitationsController, InvitationAnswersController],
  providers: [
    Invitations,
    InvitationAnswers,
    InvitationMails,
    InvitationMailJob,
    {
      provide: INVITATION_TEMPLATE,
      useFactory: () => readTemplate(fileURLToPath(new URL('mail/', import.meta.url)), 'invitation.html'),
    },
  ],
})
export class InvitationModule {}

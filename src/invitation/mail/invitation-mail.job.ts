import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { Logos } from '../../organization/logo/logos.service.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { parseId, type OrganizationId } from '../../platform/ids/ids.js';
import { JobGivenUp, JobHandler, type JobContext, type JobPayload, type JobResult } from '../../platform/jobs/index.js';
import { Mailer, MailError, retryOf } from '../../platform/mail/index.js';
import { composeInvitationMail, type ComposedMail } from './invitation-mail.js';
import { INVITATION_MAIL_JOB, InvitationMails } from './invitation-mails.js';
import { INVITATION_TEMPLATE } from './invitation-template.js';
import type { InvitationEntity } from '../invitation.entity.js';

interface QueuedMail extends Readonly<Pick<InvitationEntity, 'email' | 'role' | 'expires_at'>> {
  readonly sealed_token: Buffer;
  readonly has_expired: boolean;
  readonly organization_name: string;
  readonly timezone: string;
  readonly logo_id: string | null;
  readonly inviter_name: string;
  readonly inviter_email: string | null;
}

type MailOutcome = 'sent' | 'failed' | 'superseded';

/** Sends the invitation emails that are due. The outbox runs one job for one email at a time, and again until it is done. */
@Injectable()
export class InvitationMailJob {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    @Inject(INVITATION_TEMPLATE) private readonly template: string,
    private readonly tenants: TenantDatabase,
    private readonly mails: InvitationMails,
    private readonly logos: Logos,
    private readonly mailer: Mailer,
  ) {}

  @JobHandler('invitation-mail', INVITATION_MAIL_JOB)
  async sendMail(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const mailId = parseId<string>(payload['mailId']);
    if (!organizationId || !mailId) return 'done';
    const queuedMail = await this.findQueuedMail(organizationId, mailId);
    if (!queuedMail) return 'done';
    try {
      const outcome = queuedMail.has_expired
        ? 'superseded'
        : await this.mailer.deliver(await this.composeMail(organizationId, mailId, queuedMail), {
            organizationId,
            mailId,
          });
      await this.storeOutcome(organizationId, mailId, outcome);
      return 'done';
    } catch (error) {
      // While the mail server is unavailable, the job is retried until the invitation expires; any other error is permanent.
      if (error instanceof MailError) return retryOf(error, context.attempt);
      throw error;
    }
  }

  /** An email that cannot be composed, for example because its link cannot be decrypted: the inviter sees that it failed. */
  @JobGivenUp('invitation-mail', INVITATION_MAIL_JOB)
  async giveUp(payload: JobPayload, context: JobContext): Promise<void> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const mailId = parseId<string>(payload['mailId']);
    if (organizationId && mailId) await this.storeOutcome(organizationId, mailId, 'failed');
  }

  private async composeMail(
    organizationId: OrganizationId,
    mailId: string,
    queuedMail: QueuedMail,
  ): Promise<ComposedMail> {
    return composeInvitationMail({
      organization: {
        name: queuedMail.organization_name,
        timezone: queuedMail.timezone,
        logoPng: await this.logos.getPicture(queuedMail.logo_id),
      },
      inviter: { name: queuedMail.inviter_name, email: queuedMail.inviter_email },
      invitee: { email: queuedMail.email },
      role: queuedMail.role,
      token: this.mails.decryptLink(organizationId, mailId, queuedMail.sealed_token),
      expiresAt: new Date(queuedMail.expires_at),
      publicUrl: this.configuration.publicUrl,
      from: this.configuration.mail.from,
      sendId: mailId,
      template: this.template,
    });
  }

  private async findQueuedMail(organizationId: OrganizationId, mailId: string): Promise<QueuedMail | null> {
    const rows = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<QueuedMail>(
        `select mail.sealed_token, i.email, i.role, i.expires_at, i.expires_at <= clock_timestamp() as has_expired,
                o.name as organization_name, o.logo_id, o.timezone, coalesce(u.name, k.name) as inviter_name, e.email as inviter_email
         from invitation_mail mail
         join invitation i on i.organization_id = mail.organization_id and i.id = mail.invitation_id
         join organization o on o.organization_id = mail.organization_id
         left join membership m on m.organization_id = i.organization_id and m.id = i.invited_by
         left join user_account u on u.user_id = m.user_id
         left join api_key k on k.organization_id = i.organization_id and k.id = i.invited_by_key
         left join user_email e on e.user_id = u.user_id and e.is_primary
         where mail.organization_id = $1 and mail.id = $2 and mail.status = 'queued'`,
        [organizationId, mailId],
      ),
    );
    return rows[0] ?? null;
  }

  /** An email that was superseded while it was being sent was sent anyway; its link is already invalid. */
  private async storeOutcome(organizationId: OrganizationId, mailId: string, outcome: MailOutcome): Promise<void> {
    await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query(
        `update invitation_mail set status = $3, sealed_token = null, ended_at = clock_timestamp()
         where organization_id = $1 and id = $2 and status = 'queued'`,
        [organizationId, mailId, outcome],
      ),
    );
  }
}

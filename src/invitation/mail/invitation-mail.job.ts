import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { productName } from '../../platform/config/product.js';
import { Logos } from '../../organization/logo/logos.service.js';
import type { InvitationId } from '../../platform/ids/ids.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { JobGivenUp, JobHandler, type JobContext, type JobResult, type PayloadOf } from '../../platform/jobs/index.js';
import { Mailer, MailJob, type MailOutcome, type OutgoingMail, type StoredMail } from '../../platform/mail/index.js';
import { composeInvitationMail } from './invitation-mail.js';
import { InvitationMailEnds } from './invitation-mail-ended.event.js';
import { INVITATION_MAIL, InvitationMails } from './invitation-mails.js';
import { INVITATION_TEMPLATE } from './invitation-template.js';
import type { InvitationEntity } from '../invitation.entity.js';

interface MailRow extends Readonly<Pick<InvitationEntity, 'email' | 'role' | 'message' | 'expires_at' | 'invited_by'>> {
  readonly invitation_id: InvitationId;
  readonly sealed_token: Buffer;
  readonly has_expired: boolean;
  readonly organization_name: string;
  readonly timezone: string;
  readonly logo_id: string | null;
  readonly inviter_name: string;
  readonly inviter_email: string | null;
}

type SendPayload = PayloadOf<typeof INVITATION_MAIL>;

/** Sends the invitation emails that are due, until the invitation expires. */
@Injectable()
export class InvitationMailJob extends MailJob<MailRow> {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    @Inject(INVITATION_TEMPLATE) private readonly template: string,
    private readonly tenants: TenantDatabase,
    private readonly mails: InvitationMails,
    private readonly logos: Logos,
    private readonly ends: InvitationMailEnds,
    mailer: Mailer,
  ) {
    super(mailer);
  }

  @JobHandler(INVITATION_MAIL)
  sendInvitation(mail: SendPayload, context: JobContext): Promise<JobResult> {
    return this.sendMail(mail, context);
  }

  /** An email that cannot be composed, for example because its link cannot be decrypted: the inviter sees that it failed. */
  @JobGivenUp(INVITATION_MAIL)
  giveUp(mail: SendPayload): Promise<void> {
    return this.dropMail(mail);
  }

  protected override async composeMail(
    { organizationId, mailId }: StoredMail,
    row: MailRow,
  ): Promise<OutgoingMail | null> {
    if (row.has_expired) return null;
    return composeInvitationMail({
      organization: {
        name: row.organization_name,
        timezone: row.timezone,
        logoPng: await this.logos.getPicture(row.logo_id),
      },
      inviter: { name: row.inviter_name, email: row.inviter_email },
      invitee: { email: row.email },
      role: row.role,
      message: row.message,
      token: this.mails.decryptLink(organizationId, mailId, row.sealed_token),
      expiresAt: new Date(row.expires_at),
      publicUrl: this.configuration.publicUrl,
      product: productName(this.configuration),
      from: this.configuration.mail.from,
      sendId: mailId,
      template: this.template,
    });
  }

  protected override async findQueued({ organizationId, mailId }: StoredMail): Promise<MailRow | null> {
    const rows = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<MailRow>(
        `select mail.sealed_token, mail.invitation_id, i.email, i.role, i.message, i.invited_by, i.expires_at, i.expires_at <= clock_timestamp() as has_expired,
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

  protected override async storeOutcome({ organizationId, mailId }: StoredMail, row: MailRow, outcome: MailOutcome) {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      const ended = await tx.query(
        `update invitation_mail set status = $3, sealed_token = null, ended_at = statement_timestamp()
         where organization_id = $1 and id = $2 and status = 'queued' returning 1`,
        [organizationId, mailId, outcome],
      );
      if (ended.length === 0) return;
      const { invitation_id: invitationId, invited_by: invitedBy } = row;
      await this.ends.announce(tx, { invitationId, mailId, outcome, invitedBy });
    });
  }
}

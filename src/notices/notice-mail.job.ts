import { Inject, Injectable } from '@nestjs/common';
import { reportFileName } from '../analytics/report/report.service.js';
import { Logos } from '../organization/logo/logos.service.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { productName } from '../platform/config/product.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { Plan } from '../access/plan.js';
import { JobGivenUp, JobHandler, type JobContext, type JobResult, type PayloadOf } from '../platform/jobs/index.js';
import {
  Mailer,
  MailJob,
  type MailAttachment,
  type MailOutcome,
  type OutgoingMail,
  type StoredMail,
} from '../platform/mail/index.js';
import { composeNoticeMail, type NoticeRecipientRole } from './mail/notice-mail.js';
import { deletePdfIfSent, lockReport } from './monthly-report/report-rows.js';
import { NOTICE_TEMPLATE } from './notice-template.js';
import type { Notice } from './notice.js';
import { NOTICE_MAIL } from './notices.js';
import { unsubscribeToken } from './subscription/unsubscribe-token.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';

interface NoticeRow {
  readonly notice: Notice;
  /** The notice is out of date, or has no recipient. */
  readonly is_superseded: boolean;
  readonly name: string;
  readonly slug: string;
  readonly timezone: string;
  readonly logo_id: string | null;
  readonly plan: Plan;
  readonly email: string | null;
  readonly role: NoticeRecipientRole | null;
  readonly membership_id: MembershipId | null;
  /** The attachment of the email. */
  readonly pdf: Buffer | null;
}

type SendPayload = PayloadOf<typeof NOTICE_MAIL>;

/** Sends pending notices until they are out of date: to the current owner of the organization, or to the recipient that each names. */
@Injectable()
export class NoticeMailJob extends MailJob<NoticeRow> {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    @Inject(NOTICE_TEMPLATE) private readonly template: string,
    private readonly tenants: TenantDatabase,
    private readonly logos: Logos,
    mailer: Mailer,
  ) {
    super(mailer);
  }

  @JobHandler(NOTICE_MAIL)
  send({ organizationId, noticeId }: SendPayload, context: JobContext): Promise<JobResult> {
    return this.sendMail({ organizationId, mailId: noticeId }, context);
  }

  /** A notice that cannot be composed is dropped: the console shows everything that it says. */
  @JobGivenUp(NOTICE_MAIL)
  giveUp({ organizationId, noticeId }: SendPayload): Promise<void> {
    return this.dropMail({ organizationId, mailId: noticeId });
  }

  protected override async composeMail(
    { organizationId, mailId }: StoredMail,
    row: NoticeRow,
  ): Promise<OutgoingMail | null> {
    if (row.is_superseded || row.email === null) return null;
    const { name, timezone, logo_id: logoId, notice, plan } = row;
    return composeNoticeMail({
      organization: { id: organizationId, name, timezone, plan, logoPng: await this.logos.getPicture(logoId) },
      notice,
      to: row.email,
      as: row.role ?? 'owner',
      attachments: attachmentsOf(row),
      publicUrl: this.configuration.publicUrl,
      product: productName(this.configuration),
      unsubscribeUrl: this.unsubscribeUrlOf(organizationId, row),
      from: this.configuration.mail.from,
      sendId: mailId,
      template: this.template,
    });
  }

  /** Only for what recurs: other notices are needed to run the organization. */
  private unsubscribeUrlOf(
    organizationId: OrganizationId,
    { notice, membership_id: membershipId }: NoticeRow,
  ): string | null {
    if (notice.kind !== 'monthly-report' || membershipId === null) return null;
    const token = unsubscribeToken({ organizationId, membershipId }, this.configuration.secret);
    return `${this.configuration.publicUrl}/unsubscribe/${token}`;
  }

  protected override async findQueued({ organizationId, mailId }: StoredMail): Promise<NoticeRow | null> {
    const rows = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<NoticeRow>(
        `select json_build_object('kind', n.kind, 'facts', n.facts) as notice,
                n.stale_at <= clock_timestamp() or o.deleted_at is not null
                  or (n.kind = 'monthly-report' and (not o.monthly_report or r.pdf is null))
                  or m.status <> 'active' or m.role not in ('owner', 'admin')
                  or (n.kind = 'payment-failed' and s.status = 'active')
                  or exists (
                    select 1 from email_opt_out x
                    where x.organization_id = n.organization_id and x.membership_id = n.recipient_id and x.kind = n.kind
                  ) as is_superseded,
                o.name, o.slug, o.timezone, o.logo_id, s.plan, e.email, m.role, m.id as membership_id, r.pdf
         from notice n
         join organization o on o.organization_id = n.organization_id
         join subscription s on s.organization_id = n.organization_id
         left join membership m
           on m.organization_id = n.organization_id and m.id = coalesce(n.recipient_id, o.owner_membership_id)
         left join user_email e on e.user_id = m.user_id and e.is_primary
         left join monthly_report r
           on r.organization_id = n.organization_id and n.kind = 'monthly-report' and r.month = n.facts ->> 'month'
         where n.organization_id = $1 and n.id = $2 and n.status = 'queued'`,
        [organizationId, mailId],
      ),
    );
    return rows[0] ?? null;
  }

  protected override async storeOutcome(
    { organizationId, mailId }: StoredMail,
    { notice: { kind, facts } }: NoticeRow,
    outcome: MailOutcome,
  ): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      tx.locks.assertOrder('other');
      if (kind === 'monthly-report') await lockReport(tx, facts.month);
      await tx.query(
        `update notice set status = $3, ended_at = statement_timestamp()
         where organization_id = $1 and id = $2 and status = 'queued'`,
        [organizationId, mailId, outcome],
      );
      if (kind === 'monthly-report') await deletePdfIfSent(tx, facts.month);
    });
  }
}

function attachmentsOf({ notice, slug, pdf }: NoticeRow): MailAttachment[] {
  if (notice.kind !== 'monthly-report' || pdf === null) return [];
  const filename = reportFileName(slug, notice.facts.month);
  return [{ filename, contentType: 'application/pdf', content: pdf }];
}

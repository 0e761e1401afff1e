import { Inject, Injectable } from '@nestjs/common';
import { reportFileName } from '../analytics/report/report.service.js';
import { Logos } from '../organization/logo/logos.service.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { Plan } from '../access/plan.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import { JobGivenUp, JobHandler, type JobContext, type JobPayload, type JobResult } from '../platform/jobs/index.js';
import { Mailer, MailError, retryOf, type MailAttachment, type OutgoingMail } from '../platform/mail/index.js';
import { composeNoticeMail, type NoticeRecipientRole } from './mail/notice-mail.js';
import { deletePdfIfSent, lockReport } from './monthly-report/report-rows.js';
import { NOTICE_TEMPLATE } from './notice-template.js';
import type { Notice } from './notice.js';
import { NOTICE_JOB } from './notices.js';
import { NOTICE_MAIL_QUEUE } from './notices.queues.js';

interface QueuedNoticeRow {
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
  /** The attachment of the mail. */
  readonly pdf: Buffer | null;
}

type Outcome = 'sent' | 'failed' | 'superseded';

/** Sends pending notices, each to the current owner of the organization or to the recipient that it names. */
@Injectable()
export class NoticeMailJob {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    @Inject(NOTICE_TEMPLATE) private readonly template: string,
    private readonly tenants: TenantDatabase,
    private readonly logos: Logos,
    private readonly mailer: Mailer,
  ) {}

  @JobHandler(NOTICE_MAIL_QUEUE, NOTICE_JOB)
  async send(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const noticeId = parseId<string>(payload['noticeId']);
    if (!organizationId || !noticeId) return 'done';
    const queued = await this.findQueued(organizationId, noticeId);
    if (!queued) return 'done';
    try {
      await this.finishNotice(
        organizationId,
        noticeId,
        queued.notice,
        await this.deliver(organizationId, noticeId, queued),
      );
      return 'done';
    } catch (error) {
      // While the mail server fails, sending is retried until the notice is out of date. Any other error makes the
      // job fail.
      if (error instanceof MailError) return retryOf(error, context.attempt);
      throw error;
    }
  }

  /** A notice that cannot be composed is dropped: the console shows everything that it says. */
  @JobGivenUp(NOTICE_MAIL_QUEUE, NOTICE_JOB)
  async giveUp(payload: JobPayload, context: JobContext): Promise<void> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const noticeId = parseId<string>(payload['noticeId']);
    if (!organizationId || !noticeId) return;
    const queued = await this.findQueued(organizationId, noticeId);
    if (queued) await this.finishNotice(organizationId, noticeId, queued.notice, 'failed');
  }

  private async deliver(organizationId: OrganizationId, noticeId: string, queued: QueuedNoticeRow): Promise<Outcome> {
    const { email: to } = queued;
    if (queued.is_superseded || to === null) return 'superseded';
    const mail = await this.compose(organizationId, noticeId, to, queued);
    return this.mailer.deliver(mail, { organizationId, mailId: noticeId });
  }

  private async compose(
    organizationId: OrganizationId,
    noticeId: string,
    to: string,
    queued: QueuedNoticeRow,
  ): Promise<OutgoingMail> {
    const { name, timezone, logo_id: logoId, notice, plan } = queued;
    return composeNoticeMail({
      organization: { id: organizationId, name, timezone, plan, logoPng: await this.logos.getPicture(logoId) },
      notice,
      to,
      as: queued.role ?? 'owner',
      attachments: attachmentsOf(queued),
      publicUrl: this.configuration.publicUrl,
      from: this.configuration.mail.from,
      sendId: noticeId,
      template: this.template,
    });
  }

  private async findQueued(organizationId: OrganizationId, noticeId: string): Promise<QueuedNoticeRow | null> {
    const rows = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<QueuedNoticeRow>(
        `select json_build_object('kind', n.kind, 'facts', n.facts) as notice,
                n.stale_at <= clock_timestamp() or o.deleted_at is not null
                  or (n.kind = 'monthly-report' and (not o.monthly_report or r.pdf is null))
                  or m.status <> 'active' or m.role not in ('owner', 'admin')
                  or (n.kind = 'payment-failed' and s.status = 'active') as is_superseded,
                o.name, o.slug, o.timezone, o.logo_id, s.plan, e.email, m.role, r.pdf
         from notice n
         join organization o on o.organization_id = n.organization_id
         join subscription s on s.organization_id = n.organization_id
         left join membership m
           on m.organization_id = n.organization_id and m.id = coalesce(n.recipient_id, o.owner_membership_id)
         left join user_email e on e.user_id = m.user_id and e.is_primary
         left join monthly_report r
           on r.organization_id = n.organization_id and n.kind = 'monthly-report' and r.month = n.facts ->> 'month'
         where n.organization_id = $1 and n.id = $2 and n.status = 'queued'`,
        [organizationId, noticeId],
      ),
    );
    return rows[0] ?? null;
  }

  private async finishNotice(
    organizationId: OrganizationId,
    noticeId: string,
    { kind, facts }: Notice,
    outcome: Outcome,
  ): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      tx.locks.assertOrder('other');
      if (kind === 'monthly-report') await lockReport(tx, facts.month);
      await tx.query(
        `update notice set status = $3, ended_at = clock_timestamp()
         where organization_id = $1 and id = $2 and status = 'queued'`,
        [organizationId, noticeId, outcome],
      );
      if (kind === 'monthly-report') await deletePdfIfSent(tx, facts.month);
    });
  }
}

function attachmentsOf({ notice, slug, pdf }: QueuedNoticeRow): MailAttachment[] {
  if (notice.kind !== 'monthly-report' || pdf === null) return [];
  const filename = reportFileName(slug, notice.facts.month);
  return [{ filename, contentType: 'application/pdf', content: pdf }];
}

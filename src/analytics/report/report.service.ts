import { Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import { daysOf, fiscalYearOf, parsePeriod, type FiscalPeriod } from '../../organization/fiscal-period.policy.js';
import { Logos } from '../../organization/logos.service.js';
import { RevenuePlans, type RevenuePlan } from '../../organization/revenue-plans.service.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { BinaryAnswer } from '../../platform/http/binary-answer.js';
import { invalid } from '../../platform/http/problem.js';
import { requestContext } from '../../platform/http/request-context.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { Revenue, revenueOf } from '../revenue.service.js';
import { Team } from '../team.service.js';
import { callerAsViewer, organizationAsViewer, type Viewer } from '../viewer.js';
import { reportAsCsv } from './report-csv.policy.js';
import { reportPage } from './report-page.policy.js';
import { ReportPrinter } from './report-printer.js';
import type { ReportFacts } from './report.policy.js';

/** A report that nobody asked for, with what it says. */
export interface PrintedReport {
  readonly facts: ReportFacts;
  readonly pdf: Buffer;
}

/** The report of a month or fiscal quarter, to be sent on. */
@Injectable()
export class Reports {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly plans: RevenuePlans,
    private readonly revenue: Revenue,
    private readonly team: Team,
    private readonly logos: Logos,
    private readonly printer: ReportPrinter,
  ) {}

  async asPdf(entry: Entry, period: string): Promise<BinaryAnswer> {
    const facts = await this.gather(entry, period);
    const pdf = await this.print(facts);
    nameFile(reportFileName(facts.plan.slug, period));
    return new BinaryAnswer(pdf, 'application/pdf');
  }

  async asCsv(entry: Entry, period: string): Promise<BinaryAnswer> {
    const facts = await this.gather(entry, period);
    nameFile(`${facts.plan.slug}-report-${period}.csv`);
    return new BinaryAnswer(Buffer.from(reportAsCsv(facts)), 'text/csv; charset=utf-8');
  }

  /** Everybody's report, for an organization that is sent it. */
  async ofEverybody(organizationId: OrganizationId, period: FiscalPeriod): Promise<PrintedReport> {
    const facts = await this.tenants.visit(organizationId, async (tx) =>
      this.collect(organizationAsViewer(tx), await this.plans.readIn(tx), period),
    );
    return { facts, pdf: await this.print(facts) };
  }

  private async print(facts: ReportFacts): Promise<Buffer> {
    const logo = await this.logos.pictureOf(facts.plan.logoId);
    const page = reportPage(facts, { hasLogo: logo !== null });
    return this.printer.print({ page, logo, at: Math.floor(facts.plan.now.getTime() / 60_000) * 60 });
  }

  private async gather(entry: Entry, name: string): Promise<ReportFacts> {
    const plan = await this.plans.read(entry);
    const period = parsePeriod(name);
    if (!period) {
      throw invalid({
        pointer: '/period',
        detail: 'Give a month such as 2026-11 or a fiscal quarter such as FY2027-Q1.',
      });
    }
    return this.collect(callerAsViewer(this.tenants, entry), plan, period);
  }

  private async collect(viewer: Viewer, plan: RevenuePlan, period: FiscalPeriod): Promise<ReportFacts> {
    const fiscalYear = fiscalYearOf(period, plan);
    const figures = await this.revenue.figuresOf(viewer, plan, fiscalYear);
    const team = await this.team.figuresOf(viewer, plan, daysOf(period, plan));
    const only = viewer.onlyOf();
    const year = revenueOf(plan, fiscalYear, figures, only === null);
    return { plan, period, year, figures, team, onlyOf: only?.name ?? null };
  }
}

/** Under which name a printed report is saved. */
export function reportFileName(slug: string, period: string): string {
  return `${slug}-report-${period}.pdf`;
}

/** Names the file under which the answer under way is saved. A slug is of letters, digits and hyphens. */
function nameFile(name: string): void {
  const context = requestContext.getStore();
  if (context) context.headers['Content-Disposition'] = `attachment; filename="${name}"`;
}

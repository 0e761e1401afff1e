import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import {
  daysOf,
  fiscalYearOf,
  parsePeriod,
  type FiscalPeriod,
} from '../../organization/revenue/fiscal-period.policy.js';
import { Logos } from '../../organization/logo/logos.service.js';
import { RevenuePlans, type RevenuePlan } from '../../organization/revenue/revenue-plans.service.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/configuration.js';
import { productName } from '../../platform/config/product.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { FairRunner } from '../../platform/fair/fair-runner.js';
import { BinaryAnswer } from '../../platform/http/binary-answer.js';
import { invalid } from '../../platform/http/problem.js';
import { requestContext, requestEnded } from '../../platform/http/request-context.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { Revenue, revenueOf } from '../revenue.service.js';
import { Summaries } from '../summary/summary.service.js';
import { Team } from '../team.service.js';
import { readerForCaller, readerForOrganization, type AnalyticsReader } from '../analytics-reader.js';
import { reportAsCsv } from './report-csv.policy.js';
import { MAX_PRINTED } from './report-page.policy.js';
import { ReportPrinter } from './report-printer.js';
import { comparedDaysOf, type ReportFacts } from './report.policy.js';

/** A report that was not requested by a caller, with its facts. */
export interface PrintedReport {
  readonly facts: ReportFacts;
  readonly pdf: Buffer;
}

/**
 * The report of a month or fiscal quarter. For a large team its queries and its layout take seconds. Therefore only a
 * few are created at once, at most one of an organization, and the organizations alternate.
 */
@Injectable()
export class Reports {
  private readonly runner = new FairRunner({ running: 3, runningPerKey: 1, waiting: 200, waitingPerKey: 5 });

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly plans: RevenuePlans,
    private readonly revenue: Revenue,
    private readonly team: Team,
    private readonly summaries: Summaries,
    private readonly logos: Logos,
    private readonly printer: ReportPrinter,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** @throws 503 `service-unavailable` if too many requests of the organization are waiting */
  async createPdf(auth: AuthorizedContext, name: string): Promise<BinaryAnswer> {
    const { plan, period } = await this.readPlanAndPeriod(auth, name);
    const pdf = await this.runQueued(auth.organizationId, async () =>
      this.print(await this.collectFacts(readerForCaller(this.tenants, auth), plan, period, MAX_PRINTED)),
    );
    setFileName(reportFileName(plan.slug, name));
    return new BinaryAnswer(pdf, 'application/pdf');
  }

  /** @throws 503 `service-unavailable` if too many requests of the organization are waiting */
  async createCsv(auth: AuthorizedContext, name: string): Promise<BinaryAnswer> {
    const { plan, period } = await this.readPlanAndPeriod(auth, name);
    const csv = await this.runQueued(auth.organizationId, async () =>
      reportAsCsv(await this.collectFacts(readerForCaller(this.tenants, auth), plan, period)),
    );
    setFileName(`${plan.slug}-report-${name}.csv`);
    return new BinaryAnswer(Buffer.from(csv), 'text/csv; charset=utf-8');
  }

  /** The report of the whole organization, for the monthly email. */
  async createForOrganization(organizationId: OrganizationId, period: FiscalPeriod): Promise<PrintedReport> {
    return this.runQueued(organizationId, async () => {
      const facts = await this.tenants.runAsSystem(organizationId, async (tx) =>
        this.collectFacts(readerForOrganization(tx), await this.plans.getIn(tx), period, MAX_PRINTED),
      );
      return { facts, pdf: await this.print(facts) };
    });
  }

  private runQueued<Result>(organizationId: OrganizationId, work: () => Promise<Result>): Promise<Result> {
    return this.runner.run(organizationId, work, requestEnded());
  }

  private async print(facts: ReportFacts): Promise<Buffer> {
    const logo = await this.logos.getPicture(facts.plan.logoId);
    const at = Math.floor(facts.plan.now.getTime() / 60_000) * 60;
    return this.printer.print({ facts, product: productName(this.configuration), logo, at });
  }

  /** The caller is authorized before the request waits. */
  private async readPlanAndPeriod(
    auth: AuthorizedContext,
    name: string,
  ): Promise<{ plan: RevenuePlan; period: FiscalPeriod }> {
    const plan = await this.plans.get(auth);
    const period = parsePeriod(name);
    if (!period) {
      throw invalid({
        pointer: '/period',
        detail: 'Enter a month such as 2026-11 or a fiscal quarter such as FY2027-Q1.',
      });
    }
    return { plan, period };
  }

  /** @param limit only the first members of the team; null: everyone */
  private async collectFacts(
    reader: AnalyticsReader,
    plan: RevenuePlan,
    period: FiscalPeriod,
    limit: number | null = null,
  ): Promise<ReportFacts> {
    const fiscalYear = fiscalYearOf(period, plan);
    const figures = await this.revenue.readFigures(reader, plan, fiscalYear);
    const { rows: team, people } = await this.team.readFigures(reader, plan, daysOf(period, plan), limit);
    const days = comparedDaysOf(period, plan);
    const { ranges } = await this.summaries.measureRanges(reader, plan, { period: daysOf(period, plan), ...days });
    const only = reader.onlyMember();
    const year = revenueOf(plan, fiscalYear, figures, { seesTargets: only === null });
    const measured = { days, measures: ranges };
    return { plan, period, year, figures, team, people, measured, onlyMember: only?.name ?? null };
  }
}

/** The file name of a PDF report. */
export function reportFileName(slug: string, period: string): string {
  return `${slug}-report-${period}.pdf`;
}

/** Sets the file name of the current response. A slug consists of letters, digits and hyphens. */
function setFileName(name: string): void {
  const context = requestContext.getStore();
  if (context) context.headers['Content-Disposition'] = `attachment; filename="${name}"`;
}

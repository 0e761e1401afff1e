import { Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import { daysOf, fiscalYearOf, parsePeriod } from '../../organization/fiscal-period.policy.js';
import { Logos } from '../../organization/logos.service.js';
import { RevenuePlans } from '../../organization/revenue-plans.service.js';
import { BinaryAnswer } from '../../platform/http/binary-answer.js';
import { invalid } from '../../platform/http/problem.js';
import { requestContext } from '../../platform/http/request-context.js';
import { ownFiguresOf } from '../own-figures.js';
import { Revenue, revenueOf } from '../revenue.service.js';
import { Team } from '../team.service.js';
import { reportAsCsv } from './report-csv.policy.js';
import { reportPage } from './report-page.policy.js';
import { ReportPrinter } from './report-printer.js';
import type { ReportFacts } from './report.policy.js';

/** The report of a month or fiscal quarter, to be sent on. */
@Injectable()
export class Reports {
  constructor(
    private readonly plans: RevenuePlans,
    private readonly revenue: Revenue,
    private readonly team: Team,
    private readonly logos: Logos,
    private readonly printer: ReportPrinter,
  ) {}

  async asPdf(entry: Entry, period: string): Promise<BinaryAnswer> {
    const facts = await this.gather(entry, period);
    const pdf = await this.print(facts);
    nameFile(`${facts.plan.slug}-report-${period}.pdf`);
    return new BinaryAnswer(pdf, 'application/pdf');
  }

  async asCsv(entry: Entry, period: string): Promise<BinaryAnswer> {
    const facts = await this.gather(entry, period);
    nameFile(`${facts.plan.slug}-report-${period}.csv`);
    return new BinaryAnswer(Buffer.from(reportAsCsv(facts)), 'text/csv; charset=utf-8');
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
    const fiscalYear = fiscalYearOf(period, plan);
    const figures = await this.revenue.figuresOf(entry, plan, fiscalYear);
    const team = await this.team.figuresOf(entry, plan, daysOf(period, plan));
    const seesAll = ownFiguresOf(entry) === null;
    const year = revenueOf(plan, fiscalYear, figures, seesAll);
    return { plan, period, year, figures, team, onlyOf: seesAll ? null : entry.caller.name };
  }
}

/** Names the file under which the answer under way is saved. A slug is of letters, digits and hyphens. */
function nameFile(name: string): void {
  const context = requestContext.getStore();
  if (context) context.headers['Content-Disposition'] = `attachment; filename="${name}"`;
}

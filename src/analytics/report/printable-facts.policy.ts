import { printableName, type PrinterFonts } from './printable.policy.js';
import type { ReportFacts } from './report.policy.js';

/** The facts with names that these fonts can print; everything else in a report is written by the service itself. */
export function withPrintableNames(facts: ReportFacts, fonts: PrinterFonts): ReportFacts {
  const { plan, team, onlyMember } = facts;
  return {
    ...facts,
    plan: { ...plan, name: printableName(plan.name, fonts) },
    team: team.map(({ name, ...figures }) => ({ ...figures, name: printableName(name, fonts) })),
    onlyMember: onlyMember === null ? null : printableName(onlyMember, fonts),
  };
}

export function hasSameNames(one: ReportFacts, other: ReportFacts): boolean {
  return (
    one.plan.name === other.plan.name &&
    one.onlyMember === other.onlyMember &&
    one.team.every(({ name }, index) => name === other.team[index]?.name)
  );
}

/**
 * The columns of the CSV report, in their order, with what they contain. Programs read them by name, so none is renamed; the text is
 * that of the API's document, and `docs/analytics.md` has the same.
 */
export const REPORT_COLUMNS = {
  section: 'the kind of the row: `report` (the period), `month`, `quarter`, `team` (a member) or `otherCurrency`',
  period: 'the month (`2026-11`) or fiscal quarter (`FY2027-Q1`) of the figures',
  membershipId: 'only of `team`: the ID of the member',
  name: 'the name of the member; of `report`, that of the organization or of the only member',
  status: 'only of `team`: `active` or `removed`',
  currency: 'the currency of the amounts in the row',
  revenue: 'the value of deals won, as a decimal number',
  target: 'the target as a decimal number; empty without one',
  attainment: 'revenue divided by target, as a fraction: `0.876543` is 88%; empty without a target',
  dealsWon: 'the number of deals won; of `report`, in all currencies',
  pipelineCreated: 'only of `team`: the value of deals that were created, as a decimal number',
  callsMade: 'only of `team`: the number of calls',
  asOf: "only of `report`: the time of the figures, with the offset of the organization's timezone",
} as const;

/** The columns as a list in Markdown, in the API's document. */
export function describeColumns(): string {
  return Object.entries(REPORT_COLUMNS)
    .map(([name, text]) => `- \`${name}\`: ${text}`)
    .join('\n');
}

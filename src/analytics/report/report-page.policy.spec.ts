import { reportFacts } from './report-facts.fixture.js';
import { reportPage, type ReportPage } from './report-page.policy.js';

const page = (...given: Parameters<typeof reportFacts>): ReportPage =>
  reportPage(reportFacts(...given), { hasLogo: false, product: 'Acme CRM' });
/** With ordinary spaces. */
const read = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', ' ');
const values = ({ figures }: ReportPage) => figures.map(({ label, value }) => `${label}: ${read(value)}`);

describe('the printed report', () => {
  it('summarizes a month in a few numbers', () => {
    const november = page('2026-11');
    expect(november).toMatchObject({
      title: 'Acme Sales: revenue report 2026-11',
      heading: 'Revenue report · November 2026',
      asOf: 'Data as of 25 November 2026, 14:03 (Europe/Berlin, UTC+1). This period is still in progress.',
      scopeNote: null,
    });
    expect(values(november)).toEqual([
      'Revenue: EUR 1 234.50',
      'Target: EUR 1 000.00',
      'Attainment: 123.5 %',
      'Deals won: 3',
    ]);
    expect(november.others.rows.map(({ cells }) => cells.map(read))).toEqual([['JPY', '9 000', '1']]);
  });

  it('summarizes a quarter, also one that spans two years', () => {
    const quarter = page('FY2027-Q1');
    expect(quarter.heading).toBe('Revenue report · FY2027-Q1, November 2026 to January 2027');
    expect(values(quarter)).toEqual([
      'Revenue: EUR 1 235.00',
      'Target: EUR 4 000.00',
      'Attainment: 30.9 %',
      'Deals won: 4',
    ]);
    expect(quarter.chart.bars.map(({ inPeriod }) => inPeriod)).toEqual([
      true,
      true,
      true,
      ...Array<boolean>(9).fill(false),
    ]);
    expect(quarter.chart.bars[0]).toMatchObject({ label: 'Nov' });
    expect(quarter.quarters.rows.map(({ marked }) => marked)).toEqual([true, false, false, false]);
    expect(quarter.quarters.rows[2]?.cells.map(read)).toEqual([
      'FY2027-Q3 · May to July 2027',
      '0.00',
      '4 000.00',
      '0.0 %',
    ]);
  });

  it.each([
    ['2026-10', /UTC\+1\)\.$/],
    ['2026-11', /This period is still in progress\.$/],
    ['2026-12', /This period has not started yet\.$/],
    ['FY2028-Q4', /This period has not started yet\.$/],
  ])('says whether %s has started and ended', (period, words) => {
    expect(page(period).asOf).toMatch(words);
  });

  it('shows zeros without any figures', () => {
    const nothing = page('2026-11', {
      figures: [],
      names: [],
      plan: { targets: { monthly: null, quarterly: null, ofPeriods: {} } },
    });
    expect(values(nothing)).toEqual(['Revenue: EUR 0.00', 'Target: –', 'Attainment: –', 'Deals won: 0']);
    expect(nothing.chart.empty).toBe('No deals won in this fiscal year.');
    expect(nothing.chart.bars.every(({ revenue, target }) => revenue === 0 && target === null)).toBe(true);
    expect(nothing.others.rows).toEqual([]);
  });

  it('has no target for a reader who sees only their own figures', () => {
    const own = page('FY2027-Q1', { onlyMember: 'Ada' });
    expect(own.scopeNote).toBe('This report shows only the results of Ada.');
    expect(values(own)).toEqual([
      'Revenue closed: EUR 1 235.00',
      'Pipeline created: EUR 0.07',
      'Deals won: 4',
      'Calls made: 3',
    ]);
    expect(own.quarters.head).toEqual(['Quarter', 'Revenue']);
    expect(JSON.stringify(own)).not.toMatch(/target"?:? ?"?[A-Z1-9]|4 000|Attainment/);
  });

  it('shows removed members, and only the first thousand of a larger team', () => {
    const many = page('2026-11', { names: ['Removed Rita', ...Array<string>(1_000).fill('Somebody')] });
    expect(many.team.rows).toHaveLength(1_000);
    expect(many.team.rows[0]?.cells.map(read)).toEqual(['Removed Rita (removed)', '1 234.50', '2', '0.07', '3']);
    expect(many.notes.join(' ')).toContain('Showing the first 1000 of 1001 people');
    expect(page('2026-11').notes.join(' ')).not.toContain('Showing the first');
  });
});

import { reportFacts } from './report-facts.fixture.js';
import { ALL_FONTS } from './report-fonts.fixture.js';
import { reportPage, type ReportPage } from './report-page.policy.js';

const page = (...given: Parameters<typeof reportFacts>): ReportPage =>
  reportPage(reportFacts(...given), { hasLogo: false, product: 'Acme CRM', fonts: ALL_FONTS });
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
    expect(values(november)).toEqual(['Revenue: €1,234.50', 'Target: €1,000.00', 'Attainment: 123%', 'Deals won: 3']);
    expect(november.others.rows.map(({ cells }) => cells.map(read))).toEqual([['JPY', '¥9,000', '1']]);
  });

  it('summarizes a quarter, also one that spans two years', () => {
    const quarter = page('FY2027-Q1');
    expect(quarter.heading).toBe('Revenue report · Q1 FY2027, November 2026 to January 2027');
    expect(values(quarter)).toEqual(['Revenue: €1,235.00', 'Target: €4,000.00', 'Attainment: 31%', 'Deals won: 4']);
    expect(quarter.chart.bars.map(({ inPeriod }) => inPeriod)).toEqual([
      true,
      true,
      true,
      ...Array<boolean>(9).fill(false),
    ]);
    expect(quarter.chart.bars[0]).toMatchObject({ label: 'Nov' });
    expect(quarter.quarters.rows.map(({ marked }) => marked)).toEqual([true, false, false, false]);
    expect(quarter.quarters.rows[2]?.cells.map(read)).toEqual(['Q3 FY2027 · May to July 2027', '€0', '€4,000', '0%']);
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
    expect(values(nothing)).toEqual(['Revenue: €0.00', 'Target: –', 'Attainment: –', 'Deals won: 0']);
    expect(nothing.chart.empty).toBe('No deals won in this fiscal year.');
    expect(nothing.chart.bars.every(({ revenue, target }) => revenue === 0 && target === null)).toBe(true);
    expect(nothing.others.rows).toEqual([]);
  });

  it('has no target for a reader who sees only their own figures', () => {
    const own = page('FY2027-Q1', { onlyMember: 'Ada' });
    expect(own.scopeNote).toBe('This report shows only the results of Ada.');
    expect(values(own)).toEqual([
      'Revenue closed: €1,235.00',
      'Pipeline created: €0.07',
      'Deals won: 4',
      'Calls made: 3',
    ]);
    expect(own.quarters.head).toEqual(['Quarter', 'Revenue']);
    expect(JSON.stringify(own)).not.toMatch(/target"?:? ?"?[A-Z1-9]|4,000|Attainment/);
  });

  it('shows removed members, and only the first thousand of a larger team', () => {
    const many = page('2026-11', { names: ['Removed Rita', ...Array<string>(1_000).fill('Somebody')] });
    expect(many.team.rows).toHaveLength(1_001);
    expect(many.team.rows[0]?.cells.map(read)).toEqual(['Removed Rita (removed)', '€1,234.50', '2', '€0.07', '3']);
    expect(many.team.rows.at(-1)?.cells[0]).toBe('Total of these 1,000');
    expect(many.notes.join(' ')).toContain('Showing the first 1000 of 1001 people');
    expect(page('2026-11').notes.join(' ')).not.toContain('Showing the first');
  });

  it('compares the period with the one before, with last year, and has the year to date', () => {
    const { comparison } = page('2026-11');
    expect(comparison.head).toEqual([
      'Figure',
      'November 2026',
      'October 2026',
      'November 2025',
      'Fiscal year to date',
    ]);
    expect(comparison.rows.map(({ cells }) => cells.map(read))).toEqual([
      ['Revenue', '€1,234.50', '€1,000.00 (+23%)', '€0.00', '€1,234.50'],
      ['Target', '€1,000', '€1,000 (0%)', '–', '€1,000'],
      ['Attainment', '123%', '100% (+23 points)', '–', '123%'],
      ['Open pipeline', '€1', '€1 (0%)', '€1 (0%)', '€1'],
      ['Average deal', '€617.25', '€333.33 (+85%)', '–', '€617.25'],
      ['Win rate', '67%', '75% (−8 points)', '0% (+67 points)', '67%'],
    ]);
    expect(page('FY2027-Q1').comparison.head.slice(1, 4)).toEqual([
      'Q1 FY2027',
      'Aug to Oct 2026',
      'Nov 2025 to Jan 2026',
    ]);
    expect(page('2026-11', { onlyMember: 'Ada' }).comparison.rows.map(({ cells }) => cells[0])).toEqual([
      'Revenue',
      'Open pipeline',
      'Average deal',
      'Win rate',
    ]);
  });

  it('has a bar for each member with deals, one line for the others, and the total', () => {
    const { rows } = page('2026-11', { names: ['Ada', 'Bob', 'Idle Ida', 'Idle Ian'] }).team;
    expect(rows.map(({ cells, bar }) => [...cells.map(read), bar])).toEqual([
      ['Ada', '€1,234.50', '2', '€0.07', '3', 1],
      ['Bob', '€1,234.50', '2', '€0.07', '3', 1],
      ['2 others without deals', '€0.00', '0', '€0.00', '6', undefined],
      ['Total', '€2,469.00', '4', '€0.14', '12', undefined],
    ]);
    expect(rows.at(-1)?.strong).toBe(true);
  });
});

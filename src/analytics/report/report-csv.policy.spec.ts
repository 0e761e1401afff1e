import { readFileSync } from 'node:fs';
import { REPORT_COLUMNS } from './report-columns.js';
import { reportAsCsv } from './report-csv.policy.js';
import { reportFacts } from './report-facts.fixture.js';

const lines = async (...given: Parameters<typeof reportFacts>): Promise<string[]> =>
  (await reportAsCsv(reportFacts(...given))).slice(1).split('\r\n');

describe('the report as a table', () => {
  it('begins with a byte order mark, so that Excel reads it as UTF-8', async () => {
    expect(await reportAsCsv(reportFacts('2026-11'))).toMatch(/^\ufeffsection,/);
  });

  it('has the columns that docs/analytics.md describes, in this order', async () => {
    const [header = ''] = await lines('2026-11');
    const table = readFileSync('docs/analytics.md', 'utf8').split('### Columns of the CSV')[1] ?? '';
    const documented = [...table.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, name, text]) => [name, text]);
    expect(documented).toEqual(Object.entries(REPORT_COLUMNS));
    expect(header.split(',')).toEqual(documented.map(([name]) => name));
  });

  it('has the period, twelve months, four quarters, the team and other currencies', async () => {
    const table = await lines('2026-11', { names: ['Ada', 'Removed, Rita'] });
    expect(table.slice(0, 3)).toEqual([
      'section,period,membershipId,name,status,currency,revenue,target,attainment,dealsWon,pipelineCreated,callsMade,asOf',
      'report,2026-11,,Acme Sales,,EUR,1234.50,1000.00,1.2345,3,,,2026-11-25T14:03:20+01:00',
      'month,2026-11,,,,EUR,1234.50,1000.00,1.2345,,,,',
    ]);
    expect(table.slice(14, 15)).toEqual(['quarter,FY2027-Q1,,,,EUR,1235.00,4000.00,0.30875,,,,']);
    expect(table.slice(18)).toEqual([
      'team,2026-11,m0,Ada,active,EUR,1234.50,,,2,0.07,3,',
      'team,2026-11,m1,"Removed, Rita",removed,EUR,1234.50,,,2,0.07,3,',
      'otherCurrency,2026-11,,,,JPY,9000,,,1,,,',
      '',
    ]);
  });

  it('has no target for a reader who sees only their own figures', async () => {
    expect((await lines('2026-11', { onlyMember: 'Ada' }))[1]).toBe(
      'report,2026-11,,Ada,,EUR,1234.50,,,3,,,2026-11-25T14:03:20+01:00',
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 "Bob"', `"'+49 ""Bob"""`],
    ['two\r\nlines', '"two\r\nlines"'],
    ['x;=1+1;y', `"x;'=1+1;y"`],
    ['x\t=1', `"x\t'=1"`],
    ['Αda 田中', 'Αda 田中'],
  ])('writes the name %j as %j', async (name, written) => {
    expect(await reportAsCsv(reportFacts('2026-11', { names: [name] }))).toContain(`m0,${written},active`);
  });
});

import { DATABASE_SCHEMA } from '../../src/entities.js';
import { refusedByCitus } from './support/citus-refusals.js';
import { IS_WHOLE, logs, statements } from './support/gathered.js';
import { tableWriters, WRITERS_BY_NAME } from '../support/table-writers.js';
import { tablesIn, unrouted } from './support/routed.js';
import { writesIn } from './support/writes.js';

/** Who owns the tables, or the server, and runs migrations or makes databases. */
const OWNERS = /_owner$|^postgres$/;

const TENANTS = new Set(DATABASE_SCHEMA.tablesOf('tenant'));
const DISTRIBUTED = { tenant: TENANTS, reference: new Set(DATABASE_SCHEMA.tablesOf('reference')) };

const VERBS = ['insert', 'update', 'delete'];

const tableOf = (write: string): string => write.split(' ')[1] ?? '';

const byProcess = statements();
const texts = [
  ...new Set([...byProcess.values()].flat().flatMap(({ role, text }) => (OWNERS.test(role) ? [] : [text]))),
];

describe('every statement that the application sent to Postgres', () => {
  it('says of each table of a tenant which organization it is about', async () => {
    const unroutedStatements: { problems: string[]; text: string }[] = [];
    for (const text of texts) {
      const problems = await unrouted(text, TENANTS);
      if (problems.length > 0) unroutedStatements.push({ problems, text });
    }
    expect(unroutedStatements).toEqual([]);
  });

  it('is one that Citus accepts as well', async () => {
    const refused: { problems: string[]; text: string }[] = [];
    for (const text of texts) {
      const problems = await refusedByCitus(text, DISTRIBUTED);
      if (problems.length > 0) refused.push({ problems, text });
    }
    expect(refused).toEqual([]);
  });

  it('writes a table only as the scan of the sources knows', async () => {
    const known = new Set([
      ...tableWriters().map(({ verb, table }) => `${verb} ${table ?? ''}`),
      ...WRITERS_BY_NAME.flatMap(({ tables }) => tables.flatMap((table) => VERBS.map((verb) => `${verb} ${table}`))),
    ]);
    const sent = new Set((await Promise.all(texts.map(writesIn))).flat());
    const unknown = [...sent].filter((write) => DATABASE_SCHEMA.kindOf(tableOf(write)) && !known.has(write));
    expect(unknown).toEqual([]);
  });

  it('was kept by each process that came to work', () => {
    const started = logs().filter(({ text }) => /The service is ready|The worker is ready/.test(text));
    expect(started.filter(({ pid }) => !byProcess.has(pid)).map(({ test }) => test)).toEqual([]);
  });

  if (IS_WHOLE) {
    it('was there to be read, and about every table of a tenant', async () => {
      const named = new Set((await Promise.all(texts.map(tablesIn))).flat());
      expect([...TENANTS].filter((table) => !named.has(table))).toEqual([]);
      expect(texts.length).toBeGreaterThan(400);
    });
  }
});

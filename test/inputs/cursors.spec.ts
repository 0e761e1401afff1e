import { callerOf, createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import { fill, loadDocument, operationsOf, type Operation } from '../access/support/operations.js';
import { pointersOf } from '../records/support/kinds.js';
import type { Answer } from '../support/client.js';

let fixture: ApiFixture;
let lists: Operation[];
beforeAll(async () => {
  fixture = await createApiFixture();
  const operations = operationsOf(await loadDocument(fixture.anonymous));
  lists = operations.filter(({ object }) => parameterOf(object, 'cursor') !== undefined);
});
afterAll(() => fixture.world.stop());

interface SortParameter {
  readonly name: string;
  readonly schema: { readonly enum?: readonly string[] };
}

function parameterOf(object: Operation['object'], name: string): SortParameter | undefined {
  return object.parameters?.find((parameter) => parameter.in === 'query' && parameter.name === name) as
    SortParameter | undefined;
}

/** Every sort of a list; undefined: its only one, or its own. */
function sortsOf({ object }: Operation): (string | undefined)[] {
  return [undefined, ...(parameterOf(object, 'sort')?.schema.enum ?? [])];
}

function get(operation: Operation, query: Record<string, string | undefined>): Promise<Answer> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const path = fill(operation, fixture.ids).replace('/api/v1', '');
  return callerOf(operation, fixture).get(`${path}?${new URLSearchParams(given).toString()}`);
}

const ID = '019ab970-ffff-7fff-bfff-ffffffffffff';

/** What a sender may put in the place of a sort's value; most of it is of another type than most sorts. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  [],
  {},
  '',
  'a\0b',
  '\ud800',
  'infinity',
  '-infinity',
  'now',
  '2022-02-30T00:00:00.000Z',
  '2022-02-29T00:00:00.000Z',
  '2022-13-01T00:00:00.000Z',
  '2022-01-01T24:00:00.000Z',
  '2022-01-01T00:00:60.000Z',
  '2022-01-01T00:00:00.000+15:59',
  '2022-01-01 00:00:00',
  'Sat, 01 Jan 2022 00:00:00 GMT',
  '0000-01-01T00:00:00.000Z',
  '-000001-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '+010000-01-01T00:00:00.000Z',
  '0',
  0.5,
  -1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e300,
];
const ODD_IDS: readonly unknown[] = [
  '',
  'None',
  7,
  null,
  ID.replaceAll('-', ''),
  `{${ID}}`,
  `${ID} `,
  ID.toUpperCase(),
];
const NOT_CURSORS = ['', 'x', 'null', '[]', '%', "'", 'e30', '👩', Buffer.from('[').toString('base64url')];

const write = (parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The name of a sort is in its cursor; it is read from one that the list hands out. */
async function nameOfSort(operation: Operation, sort: string | undefined): Promise<string | null> {
  const { body } = await get(operation, { sort, limit: '1' });
  const cursor = (body as { nextCursor: string | null }).nextCursor;
  return cursor === null ? null : (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string])[0];
}

/** How the lists of records name their sorts. */
function recordSorts({ path }: Operation, sort: string | undefined): string[] {
  return sort === undefined ? [] : [`${path.split('/').at(-1) ?? ''}:${sort}`];
}

/** One value of each type that a sort has. */
const USUAL_VALUES: readonly unknown[] = ['2022-01-01T00:00:00.000Z', '2022-01-01', 'a', 1];

describe('a forged cursor', () => {
  it('is refused by every list for every sort, or leads to a place in it; it is never an error of ours', async () => {
    expect(lists.length).toBeGreaterThan(15);
    const wrong: string[] = [];
    const unknown: string[] = [];
    let [refused, named] = [0, 0];
    for (const operation of lists) {
      for (const sort of sortsOf(operation)) {
        const ask = async (cursor: string): Promise<boolean> => {
          const answer = await get(operation, { sort, cursor });
          if (answer.status === 422 && pointersOf(answer).includes('/cursor')) refused += 1;
          else if (answer.status !== 200)
            wrong.push(`${operation.name} ${sort ?? ''} ${cursor}: ${answer.status} ${answer.text}`);
          return answer.status === 200;
        };
        // Most lists of this fixture have a second page; of the others, the name is the one that a cursor is taken with.
        const name = await nameOfSort(operation, sort);
        const names = name === null ? [...KNOWN_SORTS, ...recordSorts(operation, sort)] : [name];
        const taken = await Promise.all(
          names.map(async (one) => {
            const answers = await Promise.all(USUAL_VALUES.map((value) => ask(write([one, value, ID]))));
            return answers.includes(true) ? [one] : [];
          }),
        );
        if (taken.flat().length === 0) unknown.push(`${operation.name} ${sort ?? ''}`);
        if (name !== null) named += 1;
        const cursors = taken
          .flat()
          .flatMap((one) => [
            ...ODD_VALUES.map((value) => write([one, value, ID])),
            ...ODD_IDS.map((id) => write([one, '2022-01-01T00:00:00.000Z', id])),
          ]);
        await Promise.all([...NOT_CURSORS, ...cursors].map(ask));
      }
    }
    expect(wrong).toEqual([]);
    expect(unknown).toEqual([]);
    expect(refused).toBeGreaterThan(1_000);
    expect(named).toBeGreaterThan(3);
    expect(errorsLogged(fixture)).toEqual([]);
  }, 300_000);

  it('of a time that no calendar has, or a number that no integer holds, is 422', async () => {
    const { owner, path } = fixture.organization;
    const forged: readonly (readonly [path: string, parts: readonly unknown[]])[] = [
      ['leads', ['leads:-createdAt', '2022-02-30T00:00:00.000Z', ID]],
      ['leads', ['leads:-createdAt', '+275760-09-13T00:00:00.000Z', ID]],
      ['leads', ['leads:-createdAt', '0000-01-01T00:00:00.000Z', ID]],
      ['members?sort=role', ['role', 2 ** 31, ID]],
      ['members?sort=lastActiveAt', ['lastActiveAt', '2022-02-30T00:00:00.000Z', ID]],
    ];
    for (const [list, parts] of forged) {
      const answer = await owner.get(`${path}/${list}${list.includes('?') ? '&' : '?'}cursor=${write(parts)}`);
      expect([list, parts, answer.status, pointersOf(answer)]).toEqual([list, parts, 422, ['/cursor']]);
    }
    const fine = await owner.get(`${path}/leads?cursor=${write(['leads:-createdAt', '2022-02-28T00:00:00.000Z', ID])}`);
    expect(fine.status).toBe(200);
  });
});

/** The sorts of the lists that have one page here, as the code names them; see also `recordSorts`. */
const KNOWN_SORTS = [
  ...['leads', 'deals', 'campaigns', 'sequences', 'automations', 'integrations', 'calls'].map(
    (kind) => `${kind}:-createdAt`,
  ),
  ...['organizationName', 'newest', 'newest-event', 'newest-invitation', 'deleted', 'name', 'period', 'messages'],
  ...['conversations:own', 'conversations:archive', 'reassignments:newest'],
];

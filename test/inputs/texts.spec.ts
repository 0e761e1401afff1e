import { createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import { loadDocument, operationsOf, type Operation } from '../access/support/operations.js';
import { prepareCall } from '../openapi/support/prepared-calls.js';
import { pointersOf } from '../records/support/kinds.js';
import type { Answer } from '../support/client.js';
import {
  CLUSTERS,
  Selection,
  sendOddBodies,
  sendOddQueries,
  textOf,
  textProperties,
  withValue,
  type TextProperty,
} from './support/odd-texts.js';

let fixture: ApiFixture;
let operations: Operation[];
let texts: TextProperty[];
beforeAll(async () => {
  fixture = await createApiFixture();
  const document = await loadDocument(fixture.anonymous);
  operations = operationsOf(document);
  texts = textProperties(operations, document);
});
afterAll(() => fixture.world.stop());

/** Each place gets a part of the odd values here, and all of them in the soak. */
const EVERY = 4;
const LEAST_CALLS = 300;

/** A call for many answers for each of them: what is wrong with one prevents no other. */
function isRefusedAt(answer: Answer, pointer: string): boolean {
  if (answer.status === 422) return pointersOf(answer).includes(pointer);
  const { results } = (answer.body ?? {}) as { results?: { status: number; problem?: object }[] };
  const [first] = results ?? [];
  return first?.status === 422 && JSON.stringify(first.problem).includes(`/${pointer.split('/').at(-1) ?? ''}"`);
}

describe('every text of every body', () => {
  it('says in the document how long it may be, where it is stored as it is', () => {
    const stored = texts.filter(({ path }) =>
      ['name', 'title', 'content', 'phone', 'company', 'trigger', 'provider', 'outcome', 'reason'].includes(
        path.at(-1) ?? '',
      ),
    );
    expect(stored.length).toBeGreaterThan(20);
    expect(
      stored.filter(({ max }) => max === undefined).map(({ operation, path }) => `${operation.name} ${path.join('/')}`),
    ).toEqual([]);
  });

  it('is taken with as many code points as its column holds, and refused with one more (class-validator counts otherwise)', async () => {
    const wrong: string[] = [];
    for (const { operation, path, max } of texts) {
      if (max === undefined || max === 36) continue;
      const pointer = `/${path.join('/')}`;
      for (const cluster of CLUSTERS) {
        const stage = await prepareCall(operation, fixture);
        const call = (length: number) =>
          stage.client.call(operation.method, stage.path.replace('/api/v1', ''), {
            body: withValue(stage.body, path, textOf(cluster, length)),
          });
        const over = await call(max + 1);
        if (!isRefusedAt(over, pointer)) wrong.push(`${operation.name} ${pointer} ${cluster} +1: ${over.status}`);
        const full = await call(max);
        if (full.status >= 400) wrong.push(`${operation.name} ${pointer} ${cluster}: ${full.status} ${full.text}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('with half a character or NUL in it is unreadable, and with any other oddity no error of ours', async () => {
    const { wrong, calls } = await sendOddBodies(fixture, texts, new Selection(EVERY));
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(LEAST_CALLS);
  }, 300_000);
});

describe('every parameter of every query', () => {
  it('with an odd value is answered below 500, with a pointer to it where it is refused', async () => {
    const { wrong, calls } = await sendOddQueries(fixture, operations, new Selection(EVERY));
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(LEAST_CALLS);
  }, 300_000);

  it.each(['None', 'NONE', 'nOne', 'nobody', '019ab970ffff7fffbfffffffffffffff', ''])(
    'that is an id or a word is exactly one: ownerId=%s is refused',
    async (ownerId) => {
      const { owner, path } = fixture.organization;
      for (const kind of ['leads', 'deals', 'campaigns', 'sequences']) {
        const answer = await owner.get(`${path}/${kind}?ownerId=${ownerId}`);
        expect([kind, answer.status, pointersOf(answer)]).toEqual([kind, 422, ['/ownerId']]);
      }
    },
  );

  it('that is an id may be written in capitals', async () => {
    const { owner, path } = fixture.organization;
    const id = fixture.ids['membershipId'] ?? '';
    expect((await owner.get(`${path}/leads?ownerId=${id.toUpperCase()}`)).status).toBe(200);
    expect((await owner.get(`${path}/leads?ownerId=none`)).status).toBe(200);
    for (const from of ['Unassigned', 'UNASSIGNED']) {
      const answer = await owner.post(`${path}/reassignments`, { from, to: null });
      expect([answer.status, pointersOf(answer)]).toEqual([422, ['/from']]);
    }
  });
});

it('no odd text was an error in the log', () => {
  expect(errorsLogged(fixture)).toEqual([]);
});

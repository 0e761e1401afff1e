import { callerOf, createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import {
  fill,
  loadDocument,
  operationsOf,
  requiredQuery,
  type OpenApiDocument,
  type Operation,
  type Schema,
} from '../access/support/operations.js';
import { resolve } from '../openapi/support/fits.js';
import { prepareCall } from '../openapi/support/prepared-calls.js';
import { pointersOf } from '../records/support/kinds.js';
import type { Answer } from '../support/client.js';

let fixture: ApiFixture;
let document: OpenApiDocument;
let operations: Operation[];
beforeAll(async () => {
  fixture = await createApiFixture();
  document = await loadDocument(fixture.anonymous);
  operations = operationsOf(document);
});
afterAll(() => fixture.world.stop());

interface Bounded extends Schema {
  readonly maxLength?: number;
}

interface TextProperty {
  readonly operation: Operation;
  /** `revenueTargets`, `monthly`, `currency`. */
  readonly path: readonly string[];
  readonly max: number | undefined;
}

/** Every text of every JSON body, apart from those with a list of values. */
function textProperties(): TextProperty[] {
  return operations.flatMap((operation) => {
    const media = operation.object.requestBody?.content['application/json'];
    return media ? textsIn(media.schema, []).map((text) => ({ operation, ...text })) : [];
  });
}

function textsIn(schema: Schema, path: readonly string[]): Omit<TextProperty, 'operation'>[] {
  const known = resolve(schema, document.components.schemas) as Bounded;
  const whole = known.allOf?.[0] ?? known.oneOf?.[0];
  if (whole) return textsIn(whole, path);
  if (path.length > 4) return [];
  if (known.type === 'array') return textsIn(known.items ?? {}, [...path, '0']);
  // Of a text with a pattern, such as a slug, the pattern says which characters it may have.
  if (isText(known) && !known.enum) return [{ path, max: known.pattern === undefined ? known.maxLength : undefined }];
  return Object.entries(known.properties ?? {}).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
}

function isText({ type }: Schema): boolean {
  return [type].flat().includes('string');
}

/** The body with one place in it replaced. */
function withValue(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (name === '0') return [withValue(Array.isArray(body) ? body[0] : undefined, rest, value)];
  const object = (typeof body === 'object' ? body : null) as Record<string, unknown> | null;
  return { ...object, [name]: withValue(object?.[name], rest, value) };
}

/** What is one character to a reader: its code points count in full in a column, and in half or not at all elsewhere. */
const CLUSTERS = ['❤\ufe0f', '😀', '👩\u200d👩\u200d👧', 'x\u0301\u0302', '☎\ufe0e'] as const;

/** So many code points, out of whole clusters and filled up with letters. */
function textOf(cluster: string, length: number): string {
  const size = Array.from(cluster).length;
  return `${cluster.repeat(Math.floor(length / size))}${'x'.repeat(length % size)}`;
}

const ODD_TEXTS = [
  '',
  ' ',
  '\u3164',
  '\u202e',
  '\u0085',
  'None',
  'null',
  '__proto__',
  '2026-02-30T00:00:00.000Z',
  '0000-01-01',
  '+275760-09-13T00:00:00.000Z',
  '99999999999999999999',
  '٣',
  '019AB970-FFFF-7FFF-BFFF-FFFFFFFFFFFF',
  '019ab970ffff7fffbfffffffffffffff',
  '{019ab970-ffff-7fff-bfff-ffffffffffff}',
];

function send({ method, access, ...rest }: Operation, body: string | object, query = ''): Promise<Answer> {
  const operation = { method, access, ...rest };
  const path = `/${fill(operation, fixture.ids)}${query === '' ? requiredQuery(operation) : query}`;
  return callerOf(operation, fixture).call(method, path.replace('/api/v1', '').replace('//', '/'), { body });
}

/** A call for many answers for each of them: what is wrong with one prevents no other. */
function isRefusedAt(answer: Answer, pointer: string): boolean {
  if (answer.status === 422) return pointersOf(answer).includes(pointer);
  const { results } = (answer.body ?? {}) as { results?: { status: number; problem?: object }[] };
  const [first] = results ?? [];
  return first?.status === 422 && JSON.stringify(first.problem).includes(`/${pointer.split('/').at(-1) ?? ''}"`);
}

/** Which answers were an error of our own; together with what was sent. */
function failures(sent: unknown, { status, text }: Answer): string[] {
  return status >= 500 && status !== 503 ? [`${JSON.stringify(sent).slice(0, 200)} → ${status} ${text}`] : [];
}

describe('every text of every body', () => {
  it('says in the document how long it may be, where it is stored as it is', () => {
    const stored = textProperties().filter(({ path }) =>
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
    for (const { operation, path, max } of textProperties()) {
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
    const wrong: string[] = [];
    for (const { operation, path } of textProperties()) {
      for (const unreadable of ['a\ud800', '\udc00b', 'a\0b']) {
        const answer = await send(operation, JSON.stringify(withValue(operation.exampleBody, path, unreadable)));
        if (answer.status !== 400)
          wrong.push(`${operation.name} ${path.join('/')} ${JSON.stringify(unreadable)}: ${answer.status}`);
      }
      for (const odd of [...ODD_TEXTS, 7, null, [], {}, ['a'], true]) {
        wrong.push(
          ...failures(
            [operation.name, path, odd],
            await send(operation, withValue(operation.exampleBody, path, odd) as object),
          ),
        );
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});

describe('every parameter of every query', () => {
  it('with an odd value is answered below 500, with a pointer to it where it is refused', async () => {
    const wrong: string[] = [];
    const reads = operations.filter(({ method, access }) => method === 'GET' && access !== null);
    for (const operation of reads) {
      for (const { name } of (operation.object.parameters ?? []).filter((parameter) => parameter.in === 'query')) {
        for (const odd of [
          ...ODD_TEXTS,
          ...CLUSTERS.map((cluster) => textOf(cluster, 200)),
          'x'.repeat(2_001),
          'NONE',
          'a,b,,',
          "'",
        ]) {
          const query = new URLSearchParams([[name, odd]]).toString();
          const answer = await send(operation, undefined as unknown as string, `?${query}`);
          wrong.push(...failures([operation.name, name, odd], answer));
          if (answer.status === 422 && !pointersOf(answer).some((pointer) => pointer.startsWith('/')))
            wrong.push(`${operation.name} ${name} ${odd}: no pointer`);
        }
        for (const unreadable of ['%00', 'a%00b']) {
          const answer = await send(operation, undefined as unknown as string, `?${name}=${unreadable}`);
          if (answer.status !== 400) wrong.push(`${operation.name} ${name} ${unreadable}: ${answer.status}`);
        }
        for (const broken of ['%ED%A0%80', '%FF', '%', `1&${name}=2`, '']) {
          wrong.push(
            ...failures(
              [operation.name, name, broken],
              await send(operation, undefined as unknown as string, `?${name}=${broken}`),
            ),
          );
        }
      }
    }
    expect(wrong).toEqual([]);
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

import { callerOf, type ApiFixture } from '../../access/support/api-fixture.js';
import {
  fill,
  requiredQuery,
  type OpenApiDocument,
  type Operation,
  type Schema,
} from '../../access/support/operations.js';
import { resolve } from '../../openapi/support/fits.js';
import { pointersOf } from '../../records/support/kinds.js';
import type { Answer } from '../../support/client.js';

interface Bounded extends Schema {
  readonly maxLength?: number;
}

export interface TextProperty {
  readonly operation: Operation;
  /** `revenueTargets`, `monthly`, `currency`. */
  readonly path: readonly string[];
  readonly max: number | undefined;
}

/** Every text of every JSON body, apart from those with a list of values. */
export function textProperties(operations: readonly Operation[], document: OpenApiDocument): TextProperty[] {
  return operations.flatMap((operation) => {
    const media = operation.object.requestBody?.content['application/json'];
    return media ? textsIn(media.schema, [], document).map((text) => ({ operation, ...text })) : [];
  });
}

function textsIn(
  schema: Schema,
  path: readonly string[],
  document: OpenApiDocument,
): Omit<TextProperty, 'operation'>[] {
  const known = resolve(schema, document.components.schemas) as Bounded;
  const whole = known.allOf?.[0] ?? known.oneOf?.[0];
  if (whole) return textsIn(whole, path, document);
  if (path.length > 4) return [];
  if (known.type === 'array') return textsIn(known.items ?? {}, [...path, '0'], document);
  // Of a text with a pattern, such as a slug, the pattern says which characters it may have.
  if (isText(known) && !known.enum) return [{ path, max: known.pattern === undefined ? known.maxLength : undefined }];
  return Object.entries(known.properties ?? {}).flatMap(([name, inner]) => textsIn(inner, [...path, name], document));
}

function isText({ type }: Schema): boolean {
  return [type].flat().includes('string');
}

/** The body with one place in it replaced. */
export function withValue(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (name === '0') return [withValue(Array.isArray(body) ? body[0] : undefined, rest, value)];
  const object = (typeof body === 'object' ? body : null) as Record<string, unknown> | null;
  return { ...object, [name]: withValue(object?.[name], rest, value) };
}

/** What is one character to a reader: its code points count in full in a column, and in half or not at all elsewhere. */
export const CLUSTERS = ['❤\ufe0f', '😀', '👩\u200d👩\u200d👧', 'x\u0301\u0302', '☎\ufe0e'] as const;

/** So many code points, out of whole clusters and filled up with letters. */
export function textOf(cluster: string, length: number): string {
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

function send(
  fixture: ApiFixture,
  { method, access, ...rest }: Operation,
  body: string | object | undefined,
  query = '',
): Promise<Answer> {
  const operation = { method, access, ...rest };
  const path = `/${fill(operation, fixture.ids)}${query === '' ? requiredQuery(operation) : query}`;
  return callerOf(operation, fixture).call(method, path.replace('/api/v1', '').replace('//', '/'), { body });
}

/** Which answers were an error of our own; together with what was sent. */
function failures(sent: unknown, { status, text }: Answer): string[] {
  return status >= 500 && status !== 503 ? [`${JSON.stringify(sent).slice(0, 200)} → ${status} ${text}`] : [];
}

/** Evenly every n-th of the values, for each place others, so that each value comes to many places. */
export class Selection {
  private place = 0;

  /** @param every 1: all of them */
  constructor(private readonly every: number) {}

  for<Value>(values: readonly Value[]): Value[] {
    const place = this.place++;
    return values.filter((_value, index) => (index + place) % this.every === 0);
  }
}

/** What was wrong, and how many calls were made. */
export interface Outcome {
  readonly wrong: string[];
  readonly calls: number;
}

const UNREADABLE = ['a\ud800', '\udc00b', 'a\0b'].map((value) => ({ value, isReadable: false }));
const READABLE = [...ODD_TEXTS, 7, null, [], {}, ['a'], true].map((value) => ({ value, isReadable: true }));

/** Sends odd values as each text of each body: what is half a character or has NUL is 400, no other an error of ours. */
export async function sendOddBodies(
  fixture: ApiFixture,
  texts: readonly TextProperty[],
  selection: Selection,
): Promise<Outcome> {
  const wrong: string[] = [];
  let calls = 0;
  for (const { operation, path } of texts) {
    for (const { value, isReadable } of selection.for([...UNREADABLE, ...READABLE])) {
      const body = withValue(operation.exampleBody, path, value) as object;
      const answer = await send(fixture, operation, isReadable ? body : JSON.stringify(body));
      calls += 1;
      if (isReadable) wrong.push(...failures([operation.name, path, value], answer));
      else if (answer.status !== 400)
        wrong.push(`${operation.name} ${path.join('/')} ${JSON.stringify(value)}: ${answer.status}`);
    }
  }
  return { wrong, calls };
}

const ODD_QUERIES = [
  ...ODD_TEXTS,
  ...CLUSTERS.map((cluster) => textOf(cluster, 200)),
  'x'.repeat(2_001),
  'NONE',
  'a,b,,',
  "'",
].map((value) => ({ kind: 'odd' as const, value }));
/** As they are written in an address. */
const WRITTEN_QUERIES = [
  ...['%00', 'a%00b'].map((value) => ({ kind: 'unreadable' as const, value })),
  ...['%ED%A0%80', '%FF', '%', '1&', ''].map((value) => ({ kind: 'broken' as const, value })),
];

/** Sends odd values as each parameter of each query: none is an error of ours, and where one is refused, a pointer says so. */
export async function sendOddQueries(
  fixture: ApiFixture,
  operations: readonly Operation[],
  selection: Selection,
): Promise<Outcome> {
  const wrong: string[] = [];
  let calls = 0;
  for (const operation of operations.filter(({ method, access }) => method === 'GET' && access !== null)) {
    for (const { name } of (operation.object.parameters ?? []).filter((parameter) => parameter.in === 'query')) {
      for (const { kind, value } of selection.for([...ODD_QUERIES, ...WRITTEN_QUERIES])) {
        const written = kind === 'odd' ? new URLSearchParams([[name, value]]).toString() : `${name}=${value}`;
        // Twice the same parameter.
        const query = value === '1&' ? `${written}${name}=2` : written;
        const answer = await send(fixture, operation, undefined, `?${query}`);
        calls += 1;
        wrong.push(...wrongInAnswer(kind, [operation.name, name, value], answer));
      }
    }
  }
  return { wrong, calls };
}

function wrongInAnswer(kind: 'odd' | 'unreadable' | 'broken', sent: readonly string[], answer: Answer): string[] {
  if (kind === 'unreadable') return answer.status === 400 ? [] : [`${sent.join(' ')}: ${answer.status}`];
  const points = answer.status !== 422 || pointersOf(answer).some((pointer) => pointer.startsWith('/'));
  return [...failures(sent, answer), ...(kind === 'odd' && !points ? [`${sent.join(' ')}: no pointer`] : [])];
}

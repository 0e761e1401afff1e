import fc from 'fast-check';
import type { Operation, Parameter, Schema } from '../../access/support/operations.js';
import { resolve } from './fits.js';

/** A call as the document allows it, and as it does not. */
export interface RandomCall {
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

type Schemas = Readonly<Record<string, Schema>>;

const TEXTS = [
  '',
  ' ',
  'x'.repeat(2_000),
  '🦊'.repeat(60),
  '\u202eevil',
  '\ud800',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '../../../etc/passwd',
  '%00',
  '%',
  '\\',
  '${7*7}',
  '<script>alert(1)</script>',
  'null',
  '1e999',
  '99999999999999999999',
  '=cmd()',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '-1',
  ',',
  '019ab970-ffff-7fff-bfff-ffffffffffff',
];
const NUMBERS = [0, -0, -1, 1, 0.5, 100, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e300, -1e300];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  {},
  { accept: 'text/event-stream' },
  { accept: 'nonsense' },
  { 'if-match': '"1"' },
  { 'if-match': 'nonsense, W/"' },
  { 'if-none-match': '*' },
  { 'x-request-id': 'x'.repeat(300) },
  { 'x-forwarded-for': "1.2.3.4', 'x" },
  { 'accept-language': 'xx;q=nonsense' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'text/plain' },
  { origin: 'https://evil.example' },
  { range: 'bytes=9-1' },
];

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS, ...NUMBERS, null, true, false, [], {}, [[]], { a: { b: {} } }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

/** @param ids of things that are there, one's own and others' */
export function randomCalls(operation: Operation, schemas: Schemas, ids: readonly string[]): fc.Arbitrary<RandomCall> {
  const { object, exampleBody } = operation;
  const media = object.requestBody?.content['application/json'];
  const parameters = (object.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const body = media ? bodyOf(media.schema, exampleBody, schemas, ids) : fc.constant(undefined);
  return fc.record({ query: queryOf(parameters, schemas, ids), body, headers: fc.constantFrom(...HEADERS) });
}

/** What the schema asks for, what the example shows, either with something wrong in it, or anything at all. */
function bodyOf(schema: Schema, example: unknown, schemas: Schemas, ids: readonly string[]): fc.Arbitrary<unknown> {
  const fitting = fc.oneof(valueOf(schema, schemas, ids), fc.constant(example ?? {}));
  const spoiled = fc
    .tuple(fitting, fc.nat(), fc.oneof(junk, fc.constant(undefined)))
    .map(([value, place, wrong]) => spoil(value, place, wrong));
  return fc.oneof({ arbitrary: fitting, weight: 4 }, { arbitrary: spoiled, weight: 5 }, { arbitrary: junk, weight: 1 });
}

function queryOf(parameters: readonly Parameter[], schemas: Schemas, ids: readonly string[]) {
  const given = parameters.map(({ name, schema, required }) =>
    fc
      .tuple(
        fc.oneof(
          { arbitrary: valueOf(schema, schemas, ids), weight: 3 },
          { arbitrary: fc.constantFrom(...TEXTS), weight: 2 },
        ),
        fc.integer({ min: required === true ? 2 : 0, max: 8 }),
      )
      .map(([value, often]) => {
        // Left out half of the time, seldom given twice.
        const times = often > 7 ? 2 : often > 3 || required === true ? 1 : 0;
        return Array.from({ length: times }, () => [name, text(value)] as const);
      }),
  );
  return fc.tuple(...given).map((pairs) => pairs.flat());
}

function valueOf(schema: Schema, schemas: Schemas, ids: readonly string[]): fc.Arbitrary<unknown> {
  const known = resolve(schema, schemas);
  if (known.allOf?.[0]) return valueOf(known.allOf[0], schemas, ids);
  if (known.oneOf) return fc.oneof(...known.oneOf.map((choice) => valueOf(choice, schemas, ids)));
  const types = [known.type ?? []].flat();
  const values = (types.length > 0 ? types : ['string']).map((type) => plainOf(type, known, schemas, ids));
  return fc.oneof(...values, ...(known.examples ?? []).map((example) => fc.constant(example)));
}

function plainOf(type: string, schema: Schema, schemas: Schemas, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'object':
      return objectOf(schema, schemas, ids);
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, schemas, ids), { maxLength: 4 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: -2, max: 200 }), fc.maxSafeInteger());
    case 'number':
      return fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true }));
    default:
      return textOf(schema, ids);
  }
}

function textOf({ format }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  return fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(...TEXTS), fc.constantFrom(...ids));
}

function objectOf({ properties = {}, required = [] }: Schema, schemas: Schemas, ids: readonly string[]) {
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valueOf(schema, schemas, ids)]),
  );
  return fc.record(model, { requiredKeys: [...required] });
}

/** The value with one place in it replaced; `undefined` leaves it out. */
function spoil(value: unknown, place: number, wrong: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong ?? null;
  const names = [...Object.keys(value), 'surprise', '__proto__'];
  const name = names[place % names.length] ?? '';
  const inner = (value as Record<string, unknown>)[name];
  const deeper =
    place % 3 === 0 && typeof inner === 'object' && inner !== null ? spoil(inner, place >> 2, wrong) : wrong;
  // By entries: an assignment of `__proto__` would set no property.
  return Object.fromEntries([...Object.entries(value).filter(([one]) => one !== name), [name, deeper]]);
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

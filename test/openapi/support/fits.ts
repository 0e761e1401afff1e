import type { Schema } from '../../access/support/operations.js';

type Schemas = Readonly<Record<string, Schema>>;

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
};

/**
 * Where a value is not as the schema says, in words; nothing when it fits. Stricter than JSON Schema in one point: a
 * property that the schema does not name is a mistake, since nobody would know of it.
 */
export function misfits(value: unknown, schema: Schema, schemas: Schemas, at = ''): string[] {
  const wrong = (what: string) => [`${at || '/'}: ${what}, but is ${JSON.stringify(value)}`];
  if (value === null) return schema.nullable || Object.keys(schema).length === 0 ? [] : wrong('may not be null');
  if (schema.$ref !== undefined) return misfits(value, resolve(schema, schemas), schemas, at);
  if (schema.allOf) return schema.allOf.flatMap((part) => misfits(value, part, schemas, at));
  if (schema.oneOf) {
    const tried = schema.oneOf.map((choice) => misfits(value, choice, schemas, at));
    return tried.some((found) => found.length === 0) ? [] : tried.flat();
  }
  if (schema.enum && !schema.enum.includes(value)) return wrong(`should be one of ${schema.enum.join(', ')}`);
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return wrong('should be a text');
      return FORMATS[schema.format ?? '']?.test(value) === false ? wrong(`should be a ${schema.format ?? ''}`) : [];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : wrong('should be a whole number');
    case 'number':
      return typeof value === 'number' ? [] : wrong('should be a number');
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('should be true or false');
    case 'array':
      if (!Array.isArray(value)) return wrong('should be a list');
      return value.flatMap((item, index) => misfits(item, schema.items ?? {}, schemas, `${at}/${index}`));
    case 'object':
      if (typeof value !== 'object' || Array.isArray(value)) return wrong('should be an object');
      return misfitsOfObject(value as Record<string, unknown>, schema, schemas, at);
    default:
      return Object.keys(schema).length === 0 ? [] : wrong('has a schema without a type');
  }
}

function misfitsOfObject(value: Record<string, unknown>, schema: Schema, schemas: Schemas, at: string): string[] {
  const { required = [], properties = {}, additionalProperties } = schema;
  const others = othersOf(additionalProperties);
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${at}/${name}: is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = properties[name] ?? others;
      return known ? misfits(inner, known, schemas, `${at}/${name}`) : [`${at}/${name}: is not documented`];
    }),
  ];
}

/** What a property has to be that the schema does not name; null where there may be none. */
function othersOf(additionalProperties: unknown): Schema | null {
  if (additionalProperties === true) return {};
  return typeof additionalProperties === 'object' ? additionalProperties : null;
}

export function resolve(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`There is no ${schema.$ref}.`);
  return found;
}

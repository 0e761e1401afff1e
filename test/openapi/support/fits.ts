import type { Schema } from '../../access/support/operations.js';
import { SchemaCheck } from '../../support/schema-check.js';

type Schemas = Readonly<Record<string, Schema>>;

const checks = new WeakMap<Schemas, SchemaCheck>();

/** Where a value is not as the schema says, in the words of Ajv; nothing when it fits. */
export function misfits(value: unknown, schema: Schema, schemas: Schemas): string[] {
  let check = checks.get(schemas);
  if (!check) checks.set(schemas, (check = new SchemaCheck({ schemas })));
  return check.misfits(value, schema);
}

export function resolve(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`The document has no ${schema.$ref}.`);
  return found;
}

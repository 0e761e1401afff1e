import type { OpenAPIObject } from '@nestjs/swagger';
import type { Schema } from './examples.js';

/** The version whose schemas are JSON Schema 2020-12. */
const VERSION = '3.1.1';

/** Members of a schema that hold one schema each, a list of them, or named ones. */
const ONE = ['items', 'additionalProperties', 'not'] as const;
const LISTS = ['allOf', 'oneOf', 'anyOf'] as const;

type Schema31 = Omit<Schema, 'type' | 'nullable'> & Record<string, unknown> & { type?: string | string[] };

/**
 * Converts a document of OpenAPI 3.0, as Nest writes it, into one of 3.1: `nullable` becomes a type, also beside a `$ref`,
 * which 3.0 cannot express (OAS 3.0.3, clarification of `nullable`), and `example` becomes `examples`.
 * `@scalar/openapi-upgrader` leaves `type` beside such a `$ref`, so that null stays refused.
 */
export function toOpenApi31(document: OpenAPIObject): OpenAPIObject {
  for (const schema of Object.values(document.components?.schemas ?? {})) convert(schema as Schema);
  convertBelow(document.paths);
  return { ...document, openapi: VERSION };
}

/** Converts every schema of parameters, bodies and responses; examples are not changed. */
function convertBelow(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'schema') convert(value as Schema);
    else if (name !== 'example' && name !== 'examples') convertBelow(value);
  }
}

function convert(schema: Schema): void {
  const target = schema as unknown as Schema31;
  for (const part of partsOf(target)) convert(part);
  if (schema.nullable) allowNull(target);
  delete target['nullable'];
  if (schema.example !== undefined) {
    target['examples'] = [schema.example];
    delete target.example;
  }
}

function partsOf(schema: Schema31): Schema[] {
  return [
    ...ONE.map((name) => schema[name]),
    ...LISTS.flatMap((name) => (schema[name] as unknown[] | undefined) ?? []),
    ...Object.values(schema.properties ?? {}),
  ].filter((part): part is Schema => typeof part === 'object' && part !== null);
}

function allowNull(schema: Schema31): void {
  const [only, ...more] = schema.allOf ?? [];
  if (only) {
    if (more.length > 0) throw new Error('A nullable schema of several parts cannot be expressed in this document.');
    delete schema.allOf;
    delete schema.type;
    schema.oneOf = [only, { type: 'null' }];
  } else if (schema.oneOf) schema.oneOf = [...schema.oneOf, { type: 'null' }];
  else if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  if (schema.enum && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
}

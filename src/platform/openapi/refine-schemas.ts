import { isStoredId } from '../ids/ids.js';
import type { Schema } from './examples.js';

/**
 * Adds to the OpenAPI schemas what TypeScript's types do not say but the contract's conventions define: which texts are IDs or
 * times, which numbers are whole, and that a property with a default may be left out.
 */
export function refineSchemas(schemas: Readonly<Record<string, Schema>>): void {
  for (const schema of Object.values(schemas)) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) refineProperty(name, property);
    if (schema.required) {
      schema.required = schema.required.filter((name) => schema.properties?.[name]?.default === undefined);
      if (schema.required.length === 0) delete schema.required;
    }
  }
}

/** Refines one named schema: a property's, or a parameter's. */
export function refineProperty(name: string, property: Schema): void {
  // The example decides: a number with a fraction has one there.
  if (property.type === 'number' && Number.isInteger(property.example)) property.type = 'integer';
  if (property.type !== 'string') return;
  if (!isPortable(property.pattern)) delete property.pattern;
  if (name.endsWith('At')) property.format = 'date-time';
  else if (isNameOfId(name) && typeof property.example === 'string' && isStoredId(property.example)) {
    property.format = 'uuid';
  }
}

/**
 * Whether validators that are not JavaScript's, or have no `u` flag, interpret the pattern as ours do. Property classes and
 * lookaround are not in the subset that JSON Schema recommends (2020-12, section 6.4); the description says them.
 */
function isPortable(pattern: string | undefined): boolean {
  return pattern === undefined || !/\\[pP]\{|\(\?[=!<]|\\u\{/.test(pattern);
}

/** A request's ID may be anything that its sender chose. */
function isNameOfId(name: string): boolean {
  return (name === 'id' || name.endsWith('Id')) && name !== 'requestId';
}

/** States that a request's body, and all objects in it, accept no other properties than those listed. */
export function closeSchema(schema: Schema, schemas: Readonly<Record<string, Schema>>): void {
  if (schema.$ref !== undefined) {
    const target = schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (target?.additionalProperties === undefined) closeSchema(target ?? {}, schemas);
    return;
  }
  if (schema.properties) {
    schema.additionalProperties ??= false;
    for (const property of Object.values(schema.properties)) closeSchema(property, schemas);
  }
  if (schema.items) closeSchema(schema.items, schemas);
  for (const part of schema.allOf ?? []) closeSchema(part, schemas);
}

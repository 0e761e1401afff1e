import type { Schema } from './examples.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Says in OpenAPI's words what the types of TypeScript leave open and the contract's conventions settle: which texts are
 * ids or times, which numbers are whole, and that a property with a default need not be sent.
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
  // The example tells: a fraction shows one.
  if (property.type === 'number' && Number.isInteger(property.example)) property.type = 'integer';
  if (property.type !== 'string') return;
  if (!isPortable(property.pattern)) delete property.pattern;
  if (name.endsWith('At')) property.format = 'date-time';
  else if (isNameOfId(name) && typeof property.example === 'string' && UUID.test(property.example)) {
    property.format = 'uuid';
  }
}

/**
 * Whether validators that are not JavaScript's, or have no `u` flag, read the pattern as ours do. Property classes and
 * looking around are not in the subset that JSON Schema recommends (2020-12, section 6.4); the description says them.
 */
function isPortable(pattern: string | undefined): boolean {
  return pattern === undefined || !/\\[pP]\{|\(\?[=!<]|\\u\{/.test(pattern);
}

/** A request's id is whatever its sender made up. */
function isNameOfId(name: string): boolean {
  return (name === 'id' || name.endsWith('Id')) && name !== 'requestId';
}

/** Tells that a request's body, and all objects in it, take no other properties than those named. */
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

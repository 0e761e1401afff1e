import type { Schema } from './examples.js';
import type { Operation } from './operation.js';
import { refineProperty } from './refine-schemas.js';

/** Nest knows only the parameters that a handler reads by `@Param`; the organization's is read by the guard. */
export function addPathParameters(path: string, operation: Operation): void {
  const given = operation.parameters ?? [];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...given.find((parameter) => parameter.in === 'path' && parameter.name === name),
    name,
    in: 'path',
    required: true,
    ...(name.endsWith('Id') ? describedId(name) : {}),
    // In a path that ends with `{id}`, the segment before it says of what.
    ...(name === 'id' ? describedId(`${/(\w+)s\/\{id\}/.exec(path)?.[1] ?? 'thing'}Id`) : {}),
  }));
  operation.parameters = [...inPath, ...given.filter((parameter) => parameter.in !== 'path')];
}

function describedId(name: string) {
  const thing = name.slice(0, -2).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return {
    description: `The ID of the ${thing.replace(/^api /, 'API ')}.`,
    schema: { type: 'string', format: 'uuid' },
  };
}

/** A filter of several values is written with commas, and a parameter with a default may be left out. */
export function describeQuery(operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in !== 'query' || !parameter.schema) continue;
    refineProperty(parameter.name, parameter.schema);
    if (parameter.schema.default !== undefined) parameter.required = false;
    if (parameter.schema.type === 'array') Object.assign(parameter, { style: 'form', explode: false });
    if (!parameter.required) moveExample(parameter, parameter.schema);
  }
}

/**
 * "Try it out" would fill in an example, and so filter without the reader asking for it; in the description it has no effect.
 */
function moveExample(parameter: { description?: string }, schema: Schema): void {
  const { example } = schema;
  delete schema.example;
  if ((typeof example !== 'string' && typeof example !== 'number') || schema.enum) return;
  parameter.description = `${parameter.description ?? ''} For example \`${example}\`.`.trim();
}

export function addIdempotencyKey(operation: Operation): void {
  (operation.parameters ??= []).push({
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Repeat the call with the same key and body, and its first response is replayed for 24 hours.',
    schema: { type: 'string', maxLength: 255 },
  });
}

/** The part of an OpenAPI schema that is used here. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  maxLength?: number;
  pattern?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  nullable?: boolean;
  required?: string[];
  additionalProperties?: unknown;
  allOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** An example of a schema, composed of the examples of its fields. */
export function exampleOf(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref !== undefined) return exampleOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.allOf?.[0]) return schema.nullable ? null : exampleOf(schema.allOf[0], schemas);
  if (schema.oneOf?.[0]) return exampleOf(schema.oneOf[0], schemas);
  if (schema.type === 'array') return schema.items ? [exampleOf(schema.items, schemas)] : [];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property, schemas)]),
    );
  }
  return schema.default ?? schema.enum?.[0] ?? (schema.nullable ? null : (schema.type ?? null));
}

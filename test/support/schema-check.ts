import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

/**
 * Compiles schemas of an OpenAPI document with Ajv. Stricter than the document in one point: a property that an object's
 * schema does not name is a mistake, since no one would learn of it.
 */
export class SchemaCheck {
  private readonly ajv: Ajv2020;
  private readonly compiled = new WeakMap<object, ValidateFunction>();

  /** @param components the document's `components`, to which its `$ref`s lead */
  constructor(components: Json) {
    // OpenAPI's own keywords, such as `example`, are none of JSON Schema's.
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    addFormats.default(this.ajv);
    this.ajv.addFormat('binary', true);
    this.ajv.addSchema(closed({ components }) as AnySchema, 'document');
  }

  /** Where a value is not as the schema says, in words; nothing when it fits. */
  misfits(value: unknown, schema: object): string[] {
    let validate = this.compiled.get(schema);
    if (!validate) {
      validate = this.ajv.compile(atDocument(closed(schema)) as AnySchema);
      this.compiled.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) => `${instancePath || '/'}: ${message} ${JSON.stringify(params)}`,
    );
  }
}

/** A copy in which every object's schema takes the properties that it names, and no others unless it says so. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  const isObjectSchema = 'properties' in node && typeof node.properties === 'object' && !('allOf' in node);
  return isObjectSchema && !('additionalProperties' in node) ? { ...copy, additionalProperties: false } : copy;
}

/** The document's references lead into the schema that was added as `document`. */
function atDocument(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(atDocument);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string' ? `document${value}` : atDocument(value),
    ]),
  );
}

import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hideFreeForm, freeFormProperties } from './free-form-json.js';
import { precheckLargeBody } from './large-body.js';
import { invalid, Problem, validationFailed } from './problem.js';
import { requestContext } from './request-context.js';
import { escapePointer, NO_SUCH_PROPERTY, validationProblem } from './validation-problem.js';

const CACHED_QUERIES = 1_000;
const MAX_CACHED_LENGTH = 200;
/** The number of values in a body from which on the first check is worth its cost. */
const LARGE_BODY = 100;

/**
 * Validates bodies and queries against their DTO classes: unknown properties are refused, types are checked, and every error
 * is reported with a pointer to its place. Results for small queries are cached, since most queries repeat.
 */
export class RequestPipe extends ValidationPipe {
  private readonly queries = new LRUCache<string, object>({ max: CACHED_QUERIES });
  private readonly numbers = new WeakMap<object, number>();
  private nextNumber = 0;

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
      exceptionFactory: validationProblem,
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const { metatype } = metadata;
    const freeForm = metatype && metadata.type === 'body' ? freeFormProperties(metatype) : [];
    const hidden = freeForm.length > 0 && isObject(value) ? hideFreeForm(value, freeForm) : value;
    refusePrototypeNames(hidden, '');
    if (metadata.type !== 'query') return this.validateBody(hidden, metadata);
    const key = this.keyOf(value, metadata);
    const cached = key === null ? undefined : this.queries.get(key);
    if (cached) return cached;
    const query = (await super.transform(value, metadata)) as object;
    if (key !== null) this.queries.set(key, Object.freeze(query));
    return query;
  }

  private async validateBody(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A missing body is treated as an empty one: what is missing is then reported field by field.
    if (metadata.type === 'body' && value === undefined) return super.transform({}, metadata) as Promise<unknown>;
    if (metadata.type === 'body' && !isObject(value)) {
      throw new Problem(validationFailed, {
        errors: [{ pointer: '', detail: 'The fields could not be read. Reload the page and try again.' }],
        hint: 'The body of this call is a JSON object.',
      });
    }
    const isLarge = (requestContext.getStore()?.bodyValues ?? 0) > LARGE_BODY;
    const { metatype } = metadata;
    const checked =
      isLarge && metatype && typeof value === 'object' && value ? precheckLargeBody(value, metatype) : value;
    return super.transform(checked, metadata) as Promise<unknown>;
  }

  private keyOf(value: unknown, { metatype }: ArgumentMetadata): string | null {
    if (!metatype) return null;
    let number = this.numbers.get(metatype);
    if (number === undefined) this.numbers.set(metatype, (number = this.nextNumber++));
    const text = JSON.stringify(value);
    return text.length > MAX_CACHED_LENGTH ? null : `${number}${text}`;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Refuses property names that every object has by itself, such as `__proto__` or `constructor`, and `prototype`. The libraries
 * below would silently drop some of them and take others for known ones; here nothing is ignored.
 */
function refusePrototypeNames(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [name, inner] of Object.entries(value)) {
    const pointer = `${path}/${escapePointer(name)}`;
    if (name in Object.prototype || name === 'prototype') throw invalid({ pointer, detail: NO_SUCH_PROPERTY });
    refusePrototypeNames(inner, pointer);
  }
}

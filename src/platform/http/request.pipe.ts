import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { invalid, type FieldError, type Problem } from './problem.js';

const REMEMBERED_QUERIES = 1_000;
const LONGEST_REMEMBERED = 200;

/** What is said of a property or parameter that a call does not know. */
export const NO_SUCH_PROPERTY = 'There is no such property; leave it out.';

/**
 * Validates bodies and queries against their DTO classes: unknown properties are refused, types are right, and every
 * mistake is told with the pointer to its place. Verdicts on small queries are remembered, since most are the same few.
 */
export class RequestPipe extends ValidationPipe {
  private readonly queries = new LRUCache<string, object>({ max: REMEMBERED_QUERIES });
  private readonly numbers = new WeakMap<object, number>();
  private nextNumber = 0;

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => asProblem(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    refuseNamesOfObjects(value, '');
    if (metadata.type !== 'query') return this.validateBody(value, metadata);
    const key = this.keyOf(value, metadata);
    const remembered = key === null ? undefined : this.queries.get(key);
    if (remembered) return remembered;
    const query = (await super.transform(value, metadata)) as object;
    if (key !== null) this.queries.set(key, Object.freeze(query));
    return query;
  }

  private async validateBody(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw invalid({ pointer: '', detail: 'Send a JSON object.' });
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }

  private keyOf(value: unknown, { metatype }: ArgumentMetadata): string | null {
    if (!metatype) return null;
    let number = this.numbers.get(metatype);
    if (number === undefined) this.numbers.set(metatype, (number = this.nextNumber++));
    const text = JSON.stringify(value);
    return text.length > LONGEST_REMEMBERED ? null : `${number}${text}`;
  }
}

/**
 * Refuses names that every object has by itself, such as `__proto__` or `constructor`. The libraries below leave some of
 * them out in silence and take others for known ones; here nothing is ignored.
 */
function refuseNamesOfObjects(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [name, inner] of Object.entries(value)) {
    const pointer = `${path}/${escapePointer(name)}`;
    if (name in Object.prototype) throw invalid({ pointer, detail: NO_SUCH_PROPERTY });
    refuseNamesOfObjects(inner, pointer);
  }
}

function asProblem(errors: readonly ValidationError[]): Problem {
  return invalid(...errors.flatMap((error) => fieldErrors(error, '')));
}

function fieldErrors(error: ValidationError, path: string): FieldError[] {
  const pointer = `${path}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    detail: constraint === 'whitelistValidation' ? NO_SUCH_PROPERTY : sentence(message),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

function sentence(message: string): string {
  const trimmed = message.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** RFC 6901: `~` and `/` have a meaning in a pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

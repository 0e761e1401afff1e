import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { getMetadataStorage, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** Marks a property; its content is validated by its other decorators. */
@ValidatorConstraint({ name: 'keptAsGiven' })
class Kept implements ValidatorConstraintInterface {
  validate(): boolean {
    return true;
  }
}

/**
 * A property with JSON that the sender defines, stored and returned with all of its names.
 *
 * Nest's pipe deletes `prototype`, `constructor` and `__proto__` from its input, and class-transformer calls what it finds at
 * `constructor`. So the value bypasses both inside a function, which JSON cannot contain and neither of them looks into.
 */
export function KeptAsGiven(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'function' ? (value as () => unknown)() : value)),
    Validate(Kept),
  );
}

const known = new WeakMap<object, readonly string[]>();

/** The properties of a DTO class that are kept unchanged. */
export function keptProperties(metatype: object): readonly string[] {
  const names = known.get(metatype) ?? findKept(metatype as () => unknown);
  known.set(metatype, names);
  return names;
}

function findKept(metatype: () => unknown): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false);
  return rules.filter(({ constraintCls }) => constraintCls === Kept).map(({ propertyName }) => propertyName);
}

/** A copy of the body in which the named properties are hidden from both. */
export function coverKept(body: object, names: readonly string[]): object {
  const covered: Record<string, unknown> = { ...body };
  for (const name of names) {
    if (!Object.hasOwn(covered, name)) continue;
    const value = covered[name];
    covered[name] = () => value;
  }
  return covered;
}

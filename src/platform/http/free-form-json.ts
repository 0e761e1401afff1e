import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { getMetadataStorage, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** Marks a property; its content is validated by its other decorators. */
@ValidatorConstraint({ name: 'freeFormJson' })
class FreeFormConstraint implements ValidatorConstraintInterface {
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
export function FreeFormJson(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'function' ? (value as () => unknown)() : value)),
    Validate(FreeFormConstraint),
  );
}

const known = new WeakMap<object, readonly string[]>();

/** The properties of a DTO class that are kept unchanged. */
export function freeFormProperties(metatype: object): readonly string[] {
  const names = known.get(metatype) ?? findFreeFormProperties(metatype as () => unknown);
  known.set(metatype, names);
  return names;
}

function findFreeFormProperties(metatype: () => unknown): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false);
  return rules
    .filter(({ constraintCls }) => constraintCls === FreeFormConstraint)
    .map(({ propertyName }) => propertyName);
}

/** A copy of the body in which the named properties are hidden from both. */
export function hideFreeForm(body: object, names: readonly string[]): object {
  const hidden: Record<string, unknown> = { ...body };
  for (const name of names) {
    if (!Object.hasOwn(hidden, name)) continue;
    const value = hidden[name];
    hidden[name] = () => value;
  }
  return hidden;
}

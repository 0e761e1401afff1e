import { ValidateIf } from 'class-validator';

/**
 * The property may be left out; given, it is validated, `null` included. (class-validator's own `IsOptional` would let a
 * `null` through unchecked.)
 */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

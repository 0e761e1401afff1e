import { ValidateIf } from 'class-validator';

/**
 * The property may be left out; if it is given, it is validated, including `null`. (class-validator's own `IsOptional` would
 * accept a `null` unchecked.)
 */
export function IsOptionalNotNull(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

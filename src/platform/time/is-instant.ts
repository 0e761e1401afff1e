import { Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { DateTime } from 'luxon';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

@ValidatorConstraint({ name: 'instant' })
class Instant implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !RFC_3339.test(value)) return false;
    const { isValid, year } = DateTime.fromISO(value, { zone: 'utc' });
    return isValid && year >= 1900 && year <= 9999;
  }

  defaultMessage(): string {
    return 'Enter a time with its UTC offset, such as 2026-11-24T09:00:00Z.';
  }
}

/** A moment, as RFC 3339 with seconds and offset. */
export function IsInstant(): PropertyDecorator {
  return Validate(Instant);
}

import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { normalizeAddress } from './email-address.js';

/**
 * The last address that was normalized. It is validated right after that, and normalizing it again would not change it; an
 * import validates a hundred thousand.
 */
let lastNormalized: string | null = null;

@ValidatorConstraint({ name: 'emailAddress' })
class EmailAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && (value === lastNormalized || normalizeAddress(value) === value);
  }

  defaultMessage(): string {
    return 'Enter one email address, such as ada@example.com.';
  }
}

/** An email address. The handler receives it in the one form in which addresses are compared. */
export function IsEmailAddress(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalizeGiven(value) : value)),
    Validate(EmailAddress),
  );
}

function normalizeGiven(text: string): string {
  lastNormalized = normalizeAddress(text);
  return lastNormalized ?? text;
}

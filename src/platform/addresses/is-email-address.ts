import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { normalizeAddress } from './email-address.js';

@ValidatorConstraint({ name: 'emailAddress' })
class EmailAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && normalizeAddress(value) === value;
  }

  defaultMessage(): string {
    return 'Enter one email address, such as ada@example.com.';
  }
}

/** An email address. The handler receives it in the one form in which addresses are compared. */
export function IsEmailAddress(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (normalizeAddress(value) ?? value) : value,
    ),
    Validate(EmailAddress),
  );
}

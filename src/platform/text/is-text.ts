import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  Validate,
  ValidatorConstraint,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { normalizeText, refusalOfText, type TextRule } from './text.policy.js';

/** A further check of a normalized text, as a sentence; null if the text is valid. */
export type FurtherRule = (text: string) => string | null;

@ValidatorConstraint({ name: 'text' })
class Text implements ValidatorConstraintInterface {
  validate(value: unknown, context: ValidationArguments): boolean {
    return refusalOf(value, context) === null;
  }

  defaultMessage(context: ValidationArguments): string {
    return refusalOf(context.value, context) ?? '';
  }
}

function refusalOf(value: unknown, { constraints }: ValidationArguments): string | null {
  const [rule, further] = constraints as [TextRule, FurtherRule | undefined];
  const refusal = typeof value === 'string' ? refusalOfText(value, rule) : refusalOfText('', { ...rule, min: 1 });
  return refusal ?? further?.(value as string) ?? null;
}

/**
 * A text in a body or a query. The one decorator for all of them: it normalizes the text, counts code points as its column
 * does, refuses what the form does not allow, and writes the lengths into the OpenAPI document.
 *
 * (class-validator's `Length` and `MaxLength` count neither code points nor UTF-16 units: they leave out U+FE0E and U+FE0F, so
 * a text that they accept can be too long for its column.)
 *
 * @param further an additional check, such as a name without web addresses
 */
export function IsText(rule: TextRule, further?: FurtherRule): PropertyDecorator {
  const min = rule.min ?? (rule.form === 'search' ? 0 : 1);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalizeText(value, rule.form) : value)),
    Validate(Text, [rule, further]),
    ApiProperty({ ...(min > 0 ? { minLength: min } : {}), maxLength: rule.max }),
  );
}

/** The longest name of a person, an organization or a key. */
export const MAX_NAME_LENGTH = 100;

/** The name of a person or a thing. */
export function IsName(further?: FurtherRule): PropertyDecorator {
  return IsText({ form: 'name', max: MAX_NAME_LENGTH }, further);
}

/** The search text of a list. */
export function IsSearch(): PropertyDecorator {
  return IsText({ form: 'search', max: 200 });
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  Validate,
  ValidatorConstraint,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { parseId, UUID_PATTERN } from './ids.js';

@ValidatorConstraint({ name: 'id' })
class IdOrWord implements ValidatorConstraintInterface {
  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    const [, ...words] = constraints as [string, ...string[]];
    return parseId(value) !== null || words.some((word) => word === value);
  }

  defaultMessage({ constraints }: ValidationArguments): string {
    return `Enter ${(constraints as [string])[0]}.`;
  }
}

/**
 * An ID, in lower case for the handler, or exactly one of the words that are allowed in its place.
 *
 * @param what which ID it is, for people: "the ID of a membership, or none"
 */
export function IsId(what: string, ...words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => parseId<string>(value) ?? value),
    Validate(IdOrWord, [what, ...words]),
    ApiProperty(words.length === 0 ? { format: 'uuid' } : { pattern: `^(${[...words, UUID_PATTERN].join('|')})$` }),
  );
}

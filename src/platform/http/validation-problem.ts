import type { ValidationError } from '@nestjs/common';
import { invalid, type FieldError, type Problem } from './problem.js';

/** What is said of a property or parameter that a call does not know. */
export const NO_SUCH_PROPERTY = 'There is no such property; leave it out.';

/** 422 with a pointer to every field that class-validator found wrong. */
export function validationProblem(errors: readonly ValidationError[]): Problem {
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

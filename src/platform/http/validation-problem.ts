import type { ValidationError } from '@nestjs/common';
import { invalid, type FieldError, type Problem } from './problem.js';

/** 422 with a pointer to every field that class-validator found wrong. */
export function validationProblem(errors: readonly ValidationError[]): Problem {
  return invalid(...errors.flatMap((error) => fieldErrors(error, '')));
}

function fieldErrors(error: ValidationError, path: string): FieldError[] {
  const pointer = `${path}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    detail: constraint === 'whitelistValidation' ? 'There is no such property; leave it out.' : sentence(message),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

function sentence(message: string): string {
  const trimmed = message.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** RFC 6901: `~` and `/` have a meaning in a pointer. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

import type { ValidationError } from '@nestjs/common';
import { invalid, type FieldError, type Problem } from './problem.js';

/** The message about a property or parameter that a call does not have. */
export const NO_SUCH_PROPERTY = 'Unknown field. Remove it.';

/** How many errors are reported at once. */
export const MAX_ERRORS = 50;

/** 422 with a pointer to every field that class-validator refused, the first {@link MAX_ERRORS} of them. */
export function validationProblem(errors: readonly ValidationError[]): Problem {
  const collected: FieldError[] = [];
  collectErrors(errors, '', collected);
  return invalid(...collected);
}

function collectErrors(errors: readonly ValidationError[], path: string, collected: FieldError[]): void {
  for (const { property, constraints = {}, children = [] } of errors) {
    const pointer = `${path}/${escapePointer(property)}`;
    for (const [constraint, message] of Object.entries(constraints)) {
      if (collected.length === MAX_ERRORS) return;
      const detail = constraint === 'whitelistValidation' ? NO_SUCH_PROPERTY : sentence(message);
      collected.push({ pointer, detail });
    }
    collectErrors(children, pointer, collected);
  }
}

function sentence(message: string): string {
  const trimmed = message.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** RFC 6901: `~` and `/` have a special meaning in a pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

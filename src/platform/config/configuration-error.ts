import type { VariableName } from './variables.js';

/**
 * A variable keeps the service from starting.
 *
 * The message is one line that begins with the variable's name and says what is wrong and what to do. It is made of
 * fixed sentences only: a value never gets into it, so that a secret in the wrong place is not printed either.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(
    readonly variable: VariableName,
    problem: string,
  ) {
    super(`${variable} ${problem}`);
  }
}

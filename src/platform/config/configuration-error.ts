/**
 * A variable that prevents the service from starting.
 *
 * The message is one line that begins with the variable's name and says what is wrong and what to do. It consists of fixed
 * sentences: a value is never part of it, so that a secret in the wrong variable is not printed.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(
    readonly variable: string,
    problem: string,
  ) {
    super(`${variable} ${problem}`);
  }
}

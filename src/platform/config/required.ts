import { ConfigurationError } from './configuration-error.js';
import type { Environment, VariableName } from './variables.js';

type RequiredVariables<Name extends VariableName> = { readonly [Each in Name]: NonNullable<Environment[Each]> };

/**
 * The value of a variable that another one makes necessary.
 *
 * @param reason continues the sentence after "is required"
 * @throws {ConfigurationError} when it is not set
 */
export function required<Name extends VariableName>(
  variables: Environment,
  name: Name,
  reason: string,
): NonNullable<Environment[Name]> {
  const value = variables[name];
  if (value === undefined) throw new ConfigurationError(name, `is required ${reason}`);
  return value;
}

/**
 * Variables that have to be set together.
 *
 * @throws {ConfigurationError} for the first that is missing beside others that are set
 */
export function allOrNone<Name extends VariableName>(
  variables: Environment,
  names: readonly Name[],
): RequiredVariables<Name> | null {
  if (names.every((name) => variables[name] === undefined)) return null;
  const reason = `as soon as one of ${names.join(', ')} is set: set all of them or none.`;
  const entries = names.map((name) => [name, required(variables, name, reason)] as const);
  return Object.fromEntries(entries) as RequiredVariables<Name>;
}

import { ConfigurationError } from './configuration-error.js';

type NameOf<Variables> = keyof Variables & string;
type RequiredVariables<Variables, Name extends keyof Variables> = {
  readonly [Each in Name]-?: NonNullable<Variables[Each]>;
};

/**
 * The value of a variable that another one makes necessary.
 *
 * @param reason continues the sentence after "is required"
 * @throws {ConfigurationError} when it is not set
 */
export function required<Variables extends object, Name extends NameOf<Variables>>(
  variables: Variables,
  name: Name,
  reason: string,
): NonNullable<Variables[Name]> {
  const value = variables[name];
  if (value === undefined || value === null) throw new ConfigurationError(name, `is required ${reason}`);
  return value;
}

/**
 * Variables that have to be set together.
 *
 * @throws {ConfigurationError} for the first that is missing beside others that are set
 */
export function allOrNone<Variables extends object, Name extends NameOf<Variables>>(
  variables: Variables,
  names: readonly Name[],
): RequiredVariables<Variables, Name> | null {
  if (names.every((name) => variables[name] === undefined)) return null;
  const reason = `as soon as one of ${names.join(', ')} is set: set all of them or none.`;
  const entries = names.map((name) => [name, required(variables, name, reason)] as const);
  return Object.fromEntries(entries) as RequiredVariables<Variables, Name>;
}

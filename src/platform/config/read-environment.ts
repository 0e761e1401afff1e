import { ConfigurationError } from './configuration-error.js';
import { environmentSchema, VARIABLE_NAMES, type Environment, type VariableName } from './variables.js';

/** The environment of a process, or a part of it. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** A secret may be any text, including spaces at its ends. */
const UNTRIMMED_VARIABLES: readonly VariableName[] = ['APP_SECRET', 'APP_SECRET_PREVIOUS'];
const MULTILINE_VARIABLES: readonly VariableName[] = ['CLERK_JWT_KEY', ...UNTRIMMED_VARIABLES];

/**
 * Checks every variable by itself and returns their values; an empty text counts as not set.
 *
 * @throws {ConfigurationError} for the first that is wrong
 */
export function readEnvironment(environment: RawEnvironment): Environment {
  const result = environmentSchema.safeParse(setVariables(environment));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const variable = VARIABLE_NAMES.find((name) => name === issue?.path[0]);
  // The schema checks variables and nothing else, so each of its issues has one.
  if (!issue || !variable) throw result.error;
  throw new ConfigurationError(variable, issue.message);
}

function setVariables(environment: RawEnvironment): Partial<Record<VariableName, string>> {
  const texts: Partial<Record<VariableName, string>> = {};
  for (const variable of VARIABLE_NAMES) {
    const text = environment[variable] ?? '';
    if (text !== '') texts[variable] = trimValue(variable, text);
  }
  return texts;
}

/** Environment files leave spaces and carriage returns at the ends of lines; inside a value they are errors. */
function trimValue(variable: VariableName, text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ConfigurationError(variable, 'contains only spaces: set a value or empty it.');
  if (!MULTILINE_VARIABLES.includes(variable) && /\p{Cc}/u.test(trimmed)) {
    throw new ConfigurationError(variable, 'contains a line end or another control character: write it in one line.');
  }
  return UNTRIMMED_VARIABLES.includes(variable) ? text : trimmed;
}

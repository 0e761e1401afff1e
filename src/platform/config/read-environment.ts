import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import type { TextFormat, ValuesOf, VariableSchema, VariableSchemas } from './variable-schema.js';

/** The environment of a process, or a part of it. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Checks every variable by itself and returns their values; an empty text counts as not set.
 *
 * @throws {ConfigurationError} for the first that is wrong
 */
export function readEnvironment<Schemas extends VariableSchemas>(
  environment: RawEnvironment,
  schemas: Schemas,
): ValuesOf<Schemas> {
  const result = z.object(schemas).partial().safeParse(setVariables(environment, schemas));
  // The object has the schemas' properties, all optional.
  if (result.success) return result.data as ValuesOf<Schemas>;
  const [issue] = result.error.issues;
  const variable = Object.keys(schemas).find((name) => name === issue?.path[0]);
  // The schema checks variables and nothing else, so each of its issues has one.
  if (!issue || variable === undefined) throw result.error;
  throw new ConfigurationError(variable, issue.message);
}

function setVariables(environment: RawEnvironment, schemas: VariableSchemas): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [variable, schema] of Object.entries(schemas)) {
    const text = environment[variable] ?? '';
    if (text !== '') texts[variable] = trimValue(variable, text, formatOf(schema));
  }
  return texts;
}

function formatOf(schema: VariableSchema): TextFormat {
  // Its other metadata is not read.
  return (schema.meta() ?? {}) as TextFormat;
}

/** Environment files leave spaces and carriage returns at the ends of lines; inside a value they are errors. */
function trimValue(variable: string, text: string, { isMultiline = false, isUntrimmed = false }: TextFormat): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ConfigurationError(variable, 'contains only spaces: set a value or empty it.');
  if (!isMultiline && /\p{Cc}/u.test(trimmed)) {
    throw new ConfigurationError(variable, 'contains a line end or another control character: write it in one line.');
  }
  return isUntrimmed ? text : trimmed;
}

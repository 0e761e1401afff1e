import { z } from 'zod';
import { readBaseUrl } from './formats/urls.js';

/** The rules for the text of one variable, and its value. */
export type VariableSchema = z.ZodType<unknown, string>;

/** Variables by name. A message continues the sentence after the variable's name; it never contains the value. */
export type VariableSchemas = Readonly<Record<string, VariableSchema>>;

/** The values of variables; one that is not set is `undefined`. */
export type ValuesOf<Schemas extends VariableSchemas> = {
  readonly [Name in keyof Schemas]?: z.output<Schemas[Name]> | undefined;
};

/** How a text is prepared before its rules apply, as metadata of its schema. */
export interface TextFormat {
  /** The text may have several lines. */
  readonly isMultiline?: boolean;
  /** Spaces at its ends belong to it. */
  readonly isUntrimmed?: boolean;
}

/** A variable whose text is parsed into a value; the parser returns `null` for a text that it cannot parse. */
export function readAs<Value>(read: (text: string) => Value | null, problem: string) {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}

/** A variable whose text is one of these words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words, problem: string) {
  return z.enum(words, { error: problem });
}

/** A variable whose text is a web address to which paths are appended. */
export function baseUrl(what: string) {
  return readAs(readBaseUrl, `must be ${what}, written like https://host/path, without user, query or fragment.`);
}

/** A value in a header or a path must not contain spaces or non-ASCII letters. */
export function token(what: string, shape = /^[\x21-\x7e]+$/) {
  return z.string().regex(shape, `is not ${what}: copy it again, in full.`);
}

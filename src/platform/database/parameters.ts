/** Values of a statement: by name, as `:name` in its text, or by position, as `$1`, where the text is beside its values. */
export type Parameters = readonly unknown[] | Readonly<Record<string, unknown>>;

interface Named {
  readonly text: string;
  readonly names: readonly string[];
}

/** `:name`, but not the cast `::text`, and not within a word such as a time in a text. */
const NAME = /(?<![:\w]):([a-zA-Z]\w*)/g;

/** More different texts than the code composes; a text beyond this number is parsed with each call, so that memory stays limited. */
const MAX_TEXTS = 2_000;

const texts = new Map<string, Named>();

/**
 * The statement with positions, as Postgres expects it. A name that is used twice is one parameter. Names let a text be composed
 * of parts of several files, which need not know each other's positions.
 *
 * @throws Error if a name of the text has no value, or a value has no place in the text
 */
export function bindParameters(text: string, parameters: Parameters): { text: string; values: readonly unknown[] } {
  if (isByPosition(parameters)) return { text, values: parameters };
  const named = texts.get(text) ?? parse(text);
  const given = Object.keys(parameters);
  for (const name of named.names) {
    if (!Object.hasOwn(parameters, name)) throw new Error(`The statement's parameter :${name} has no value.`);
  }
  if (given.length !== named.names.length)
    throw new Error(
      `The statement has no parameter ${given.filter((name) => !named.names.includes(name)).join(', ')}.`,
    );
  return { text: named.text, values: named.names.map((name) => parameters[name]) };
}

function isByPosition(parameters: Parameters): parameters is readonly unknown[] {
  return Array.isArray(parameters);
}

function parse(text: string): Named {
  const names: string[] = [];
  const positioned = text.replace(NAME, (_whole, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  const named = { text: positioned, names };
  if (texts.size < MAX_TEXTS) texts.set(text, named);
  return named;
}

import { getMetadataStorage } from 'class-validator';
import { invalid } from './problem.js';
import { MAX_ERRORS } from './validation-problem.js';

/** The checks of a body that do not look into its values. */
interface BodyOutline {
  readonly names: ReadonlySet<string>;
  readonly lists: readonly { readonly name: string; readonly most: number; readonly detail: string }[];
}

type Class = abstract new (...args: never[]) => object;

const outlines = new WeakMap<Class, BodyOutline>();

/**
 * A first, cheap check of a large body, since validating thousands of values blocks all other requests: lists that are too
 * long are refused by their length alone, and of the unknown properties only as many are kept as are reported.
 *
 * @throws 422 for a list that is too long
 */
export function precheckLargeBody(body: object, dto: Class): object {
  const { names, lists } = outlineOf(dto);
  // A property without rules is not validated, so it is left unchanged.
  if (names.size === 0) return body;
  for (const { name, most, detail } of lists) {
    const value = (body as Record<string, unknown>)[name];
    if (Array.isArray(value) && value.length > most) throw invalid({ pointer: `/${name}`, detail });
  }
  let unknown = 0;
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name) || ++unknown <= MAX_ERRORS));
}

function outlineOf(dto: Class): BodyOutline {
  let outline = outlines.get(dto);
  if (!outline) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
    outline = {
      names: new Set(rules.map(({ propertyName }) => propertyName)),
      lists: rules.flatMap(({ name, propertyName, constraints, message }) => {
        const most: unknown = (constraints as unknown[] | undefined)?.[0];
        if (name !== 'arrayMaxSize' || typeof most !== 'number') return [];
        const detail = typeof message === 'string' ? message : `Send at most ${most}.`;
        return [{ name: propertyName, most, detail }];
      }),
    };
    outlines.set(dto, outline);
  }
  return outline;
}

import type { ColumnRef, Node } from 'libpg-query';

/** The column by which tenants' rows are kept apart. */
export const TENANT_COLUMN = 'organization_id';

/** What is in a FROM, or is inserted into, updated or deleted from. */
export interface Source {
  /** By which its columns are called. */
  readonly name: string;
  /** The tenant table that it is; null for a sub-select, a CTE, a function, and tables of no tenant. */
  readonly table: string | null;
  /** Its columns that may hold the one tenant's id. */
  columns: readonly string[];
  /** Whether those columns are known to be equal to the one tenant's id. */
  isRouted: boolean;
}

/** What a CTE answers, by its name. */
type Ctes = ReadonlyMap<string, readonly Output[]>;

/** What can be named at one place of a statement: this level's sources, then those of the levels around it. */
export interface Scope {
  readonly sources: readonly Source[];
  readonly ctes: Ctes;
  readonly outer: Scope | null;
}

/** A column of a query's answer. */
export interface Output {
  readonly name: string | null;
  /** Whether it holds the one tenant's id. */
  readonly isTenant: boolean;
}

export const EMPTY_SCOPE: Scope = { sources: [], ctes: new Map(), outer: null };

/** A sub-select or CTE: the columns of its answer that hold the tenant's id count, however it is called. */
export function derivedSource(name: string, outputs: readonly Output[]): Source {
  const columns = outputs.flatMap((output) => (output.isTenant && output.name !== null ? [output.name] : []));
  return { name, table: null, columns, isRouted: true };
}

/** What a column's name may mean: the sources, mostly one, whose column holds a tenant's id. With USING there are several. */
export function resolveColumn(reference: ColumnRef, scope: Scope | null): Source[] {
  const names = namesOf(reference.fields);
  const [alias, column] = [names.at(-2), names.at(-1) ?? ''];
  for (let level = scope; level; level = level.outer) {
    const named = level.sources.filter(({ name }) => alias === undefined || name === alias);
    const matching = named.filter(({ columns }) => columns.includes(column));
    if (alias === undefined ? matching.length > 0 : named.length > 0) return matching;
  }
  return [];
}

/** The sources whose columns a `*` or `alias.*` expands to; null when it is not a star. */
export function expandStar({ fields = [] }: ColumnRef, scope: Scope): readonly Source[] | null {
  const last = fields.at(-1);
  if (!last || !('A_Star' in last)) return null;
  const [alias] = namesOf(fields.slice(0, -1)).slice(-1);
  return alias === undefined ? scope.sources : scope.sources.filter(({ name }) => name === alias);
}

/** The answer of the CTE of this name, if there is one in sight. */
export function cteOf(name: string, scope: Scope | null): readonly Output[] | null {
  for (let level = scope; level; level = level.outer) {
    const outputs = level.ctes.get(name);
    if (outputs) return outputs;
  }
  return null;
}

/** The identifiers in a list of nodes, such as a column's path or the columns of a USING. */
export function namesOf(nodes: readonly Node[] = []): string[] {
  return nodes.flatMap((node) => ('String' in node && node.String.sval !== undefined ? [node.String.sval] : []));
}

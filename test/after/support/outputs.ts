import type { Node } from 'libpg-query';
import { resolveColumn, namesOf, expandStar, type Output, type Scope } from './scope.js';
import { isGiven } from './syntax.js';

/** What a SELECT's list or a RETURNING answers. */
export function outputsOf(list: readonly Node[] = [], scope: Scope): Output[] {
  return list.flatMap((node) => {
    if (!('ResTarget' in node) || !node.ResTarget.val) return [];
    const { name = null, val } = node.ResTarget;
    if (!('ColumnRef' in val)) return [{ name, isTenant: isGiven(val) }];
    const stars = expandStar(val.ColumnRef, scope);
    // What else a star answers has no place in this list: anyone who goes by places finds none behind it.
    if (stars)
      return stars.flatMap(({ columns, isRouted }) => columns.map((column) => ({ name: column, isTenant: isRouted })));
    const isTenant = resolveColumn(val.ColumnRef, scope).some(({ isRouted }) => isRouted);
    return [{ name: name ?? namesOf(val.ColumnRef.fields).at(-1) ?? null, isTenant }];
  });
}

/** What VALUES answers: several rows name several tenants. */
export function outputsOfRows([first = [], ...others]: readonly (readonly Node[])[]): Output[] {
  return first.map((value, index) => ({
    name: `column${index + 1}`,
    isTenant: others.length === 0 && isGiven(value),
  }));
}

/** The rows of VALUES. */
export function rowsIn(lists: readonly Node[]): Node[][] {
  return lists.flatMap((list) => ('List' in list ? [list.List.items ?? []] : []));
}

/** What two queries answer together: a column holds the tenant's id where both do. */
export function both(some: readonly Output[], others: readonly Output[]): Output[] {
  return some.map(({ name, isTenant }, index) => ({ name, isTenant: isTenant && (others[index]?.isTenant ?? false) }));
}

/** The same by the names that an alias gives: `as x (a, b)`. */
export function renamed(outputs: readonly Output[], aliases: readonly string[]): Output[] {
  return outputs.map(({ name, isTenant }, index) => ({ name: aliases[index] ?? name, isTenant }));
}

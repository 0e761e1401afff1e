import { parse } from 'libpg-query';
import { RoutingCheck, tablesBelow } from './routing-check.js';
import { EMPTY_SCOPE } from './scope.js';

/**
 * The places of a statement at which a tenant's table is read or written without being routed: nothing says which
 * organization it is about. Empty when all is well.
 *
 * A table is routed where its `organization_id` is equal to a parameter or constant, or to that of something that is routed
 * itself. The equality has to hold for every row that the statement reads or changes there: one behind an OR, or in the ON of
 * an outer join that keeps the table's rows anyway, does not count. What is inserted names the column.
 *
 * @throws what Postgres' own parser has against the text
 */
export async function unrouted(text: string, tenantTables: ReadonlySet<string>): Promise<string[]> {
  const { stmts = [] } = await parse(text);
  const check = new RoutingCheck(tenantTables);
  for (const { stmt } of stmts) if (stmt) check.statement(stmt, EMPTY_SCOPE);
  return [...check.problems, ...check.uncheckedTables(stmts)];
}

/** The tables that a statement names, CTEs included. */
export async function tablesIn(text: string): Promise<string[]> {
  const { stmts } = await parse(text);
  return tablesBelow(stmts).map(({ relname = '' }) => relname);
}

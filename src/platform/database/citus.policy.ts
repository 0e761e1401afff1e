import pg from 'pg';
import type { DatabaseSchema } from './database-schema.js';

/** The column by which the rows of a tenant are kept together. */
const DISTRIBUTION_COLUMN = 'organization_id';

/** A foreign key between two tables, from the catalog. */
export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly target: string;
  /** As `pg_get_constraintdef` writes it. */
  readonly definition: string;
}

/** The state of the catalog from which a plan is made. */
export interface CitusState {
  readonly foreignKeys: readonly ForeignKey[];
  /** Tables that Citus has already distributed. */
  readonly distributed: readonly string[];
  readonly database: string;
}

/**
 * The statements that distribute the schema, in their order; tables that are already distributed are left unchanged.
 *
 * Reference tables are copied to every node. Tenant tables are distributed by organization, the root table first, and all others
 * are colocated with it. Directory tables, which belong to no tenant, stay on the coordinator.
 */
export function citusPlan(schema: DatabaseSchema, { foreignKeys, distributed, database }: CitusState): string[] {
  const withoutDistributed = (tables: readonly string[]): string[] =>
    tables.filter((table) => !distributed.includes(table));
  const tenants = inDependencyOrder(schema, foreignKeys);
  const undistributed = withoutDistributed(tenants);
  const backward = foreignKeys.filter(
    ({ table, target }) =>
      undistributed.includes(table) && undistributed.includes(target) && isBackwards(tenants, table, target),
  );
  return [
    ...withoutDistributed(schema.tablesOf('reference')).map((table) => `select create_reference_table('${table}')`),
    // Citus accepts a reference to a table that is distributed already; one that closes a cycle has to be added later.
    ...backward.map(({ table, name }) => `alter table ${id(table)} drop constraint ${id(name)}`),
    ...undistributed.map((table) =>
      table === schema.root
        ? `select create_distributed_table('${table}', '${DISTRIBUTION_COLUMN}')`
        : `select create_distributed_table('${table}', '${DISTRIBUTION_COLUMN}', colocate_with => '${schema.root}')`,
    ),
    ...backward.map(
      ({ table, name, definition }) => `alter table ${id(table)} add constraint ${id(name)} ${definition}`,
    ),
    // The tenant that a transaction sets has to reach the nodes that hold its rows.
    `alter database ${id(database)} set citus.propagate_set_commands = 'local'`,
  ];
}

/** A referenced table comes before the tables that refer to it. */
function inDependencyOrder(schema: DatabaseSchema, foreignKeys: readonly ForeignKey[]): string[] {
  const ordered = [schema.root];
  const addWithTargets = (table: string, ancestors: readonly string[]): void => {
    if (ordered.includes(table) || ancestors.includes(table)) return;
    for (const { target } of foreignKeys.filter((foreignKey) => foreignKey.table === table)) {
      if (schema.kindOf(target) === 'tenant') addWithTargets(target, [...ancestors, table]);
    }
    if (!ordered.includes(table)) ordered.push(table);
  };
  for (const table of schema.tablesOf('tenant')) addWithTargets(table, []);
  return ordered;
}

function isBackwards(tenants: readonly string[], table: string, target: string): boolean {
  return tenants.indexOf(table) < tenants.indexOf(target);
}

const id = (name: string): string => pg.escapeIdentifier(name);

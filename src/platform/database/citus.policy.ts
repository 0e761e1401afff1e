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
 * The statements that distribute the schema, in their order and for one transaction; tables that are already distributed are left
 * unchanged.
 *
 * Reference tables are copied to every node. Tenant tables are distributed by organization, the root table first, and all others
 * are colocated with it. Directory tables, which belong to no tenant, stay on the coordinator.
 *
 * Citus refuses to distribute a table that a local table refers to, and one that refers to a local table. So all foreign keys of
 * the tables that are still local are dropped first and created again when all tables are distributed.
 */
export function citusPlan(schema: DatabaseSchema, { foreignKeys, distributed, database }: CitusState): string[] {
  const withoutDistributed = (tables: readonly string[]): string[] =>
    tables.filter((table) => !distributed.includes(table));
  const references = withoutDistributed(schema.tablesOf('reference'));
  const tenants = withoutDistributed([
    schema.root,
    ...schema.tablesOf('tenant').filter((name) => name !== schema.root),
  ]);
  const dropped = foreignKeys.filter(({ table }) => [...references, ...tenants].includes(table));
  return [
    ...dropped.map(({ table, name }) => `alter table ${id(table)} drop constraint ${id(name)}`),
    ...references.map((table) => `select create_reference_table('${table}')`),
    ...tenants.map((table) =>
      table === schema.root
        ? `select create_distributed_table('${table}', '${DISTRIBUTION_COLUMN}')`
        : `select create_distributed_table('${table}', '${DISTRIBUTION_COLUMN}', colocate_with => '${schema.root}')`,
    ),
    ...dropped.map(
      ({ table, name, definition }) => `alter table ${id(table)} add constraint ${id(name)} ${definition}`,
    ),
    // The tenant that a transaction sets has to reach the nodes that hold its rows.
    `alter database ${id(database)} set citus.propagate_set_commands = 'local'`,
  ];
}

const id = (name: string): string => pg.escapeIdentifier(name);

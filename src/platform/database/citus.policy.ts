import pg from 'pg';
import { REFERENCE_TABLES, TENANT_TABLES } from './tables.js';

/** The column by which the rows of a tenant are kept together. */
const DISTRIBUTED_BY = 'organization_id';

/** The first table to be distributed; all others are colocated with it, tenant by tenant. */
const ANCHOR = 'organization';

/** Migrations are read and written on the coordinator only. */
const STAYS_LOCAL = new Set(['schema_migration']);

/** A foreign key between two tables, from the catalog. */
export interface Reference {
  readonly table: string;
  readonly name: string;
  readonly target: string;
  /** As `pg_get_constraintdef` writes it. */
  readonly definition: string;
}

/** The state of the catalog from which a plan is made. */
export interface CitusState {
  readonly references: readonly Reference[];
  /** Tables that Citus has already distributed. */
  readonly done: readonly string[];
  readonly database: string;
}

/**
 * The statements that distribute the schema, in their order; tables that are already distributed are left unchanged.
 *
 * The accounts are copied to every node; the tenants' tables are distributed by organization and colocated; directory tables,
 * which belong to no tenant, stay on the coordinator.
 */
export function citusPlan({ references, done, database }: CitusState): string[] {
  const open = (tables: readonly string[]): string[] => tables.filter((table) => !done.includes(table));
  const tenants = inOrder(references);
  const undone = open(tenants);
  const back = references.filter(
    ({ table, target }) => undone.includes(table) && undone.includes(target) && isBackwards(tenants, table, target),
  );
  return [
    ...open(Object.keys(REFERENCE_TABLES).filter((table) => !STAYS_LOCAL.has(table))).map(
      (table) => `select create_reference_table('${table}')`,
    ),
    // Citus accepts a reference to a table that is distributed already; one that closes a cycle has to be added later.
    ...back.map(({ table, name }) => `alter table ${id(table)} drop constraint ${id(name)}`),
    ...undone.map((table) =>
      table === ANCHOR
        ? `select create_distributed_table('${table}', '${DISTRIBUTED_BY}')`
        : `select create_distributed_table('${table}', '${DISTRIBUTED_BY}', colocate_with => '${ANCHOR}')`,
    ),
    ...back.map(({ table, name, definition }) => `alter table ${id(table)} add constraint ${id(name)} ${definition}`),
    // The tenant that a transaction sets has to reach the nodes that hold its rows.
    `alter database ${id(database)} set citus.propagate_set_commands = 'local'`,
  ];
}

/** A referenced table comes before the tables that refer to it. */
function inOrder(references: readonly Reference[]): string[] {
  const ordered = [ANCHOR];
  const visit = (table: string, above: readonly string[]): void => {
    if (ordered.includes(table) || above.includes(table)) return;
    for (const { target } of references.filter((reference) => reference.table === table)) {
      if (target in TENANT_TABLES) visit(target, [...above, table]);
    }
    if (!ordered.includes(table)) ordered.push(table);
  };
  for (const table of Object.keys(TENANT_TABLES)) visit(table, []);
  return ordered;
}

function isBackwards(tenants: readonly string[], table: string, target: string): boolean {
  return tenants.indexOf(table) < tenants.indexOf(target);
}

const id = (name: string): string => pg.escapeIdentifier(name);

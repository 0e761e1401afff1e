import pg from 'pg';
import { REFERENCE_TABLES, TENANT_TABLES } from './tables.js';

/** The column by which every tenant's rows are kept together. */
const DISTRIBUTED_BY = 'organization_id';

/** The first to be distributed; all others lie beside it, tenant by tenant. */
const ANCHOR = 'organization';

/** Migrations are read and written on the coordinator alone. */
const STAYS_LOCAL = new Set(['schema_migration']);

/** A foreign key between two tables, as the catalogue tells it. */
export interface Reference {
  readonly table: string;
  readonly name: string;
  readonly target: string;
  /** As `pg_get_constraintdef` writes it. */
  readonly definition: string;
}

/** What the catalogue says before a plan is made. */
export interface CitusState {
  readonly references: readonly Reference[];
  /** Tables that Citus knows already. */
  readonly done: readonly string[];
  readonly database: string;
}

/**
 * The statements that distribute the schema, in their order; what is distributed already is left as it is.
 *
 * Who people are is copied to every node; the tenants' tables are spread by organization and lie together; directory tables,
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
    // Citus takes a reference to what is distributed already; one that closes a circle has to wait.
    ...back.map(({ table, name }) => `alter table ${id(table)} drop constraint ${id(name)}`),
    ...undone.map((table) =>
      table === ANCHOR
        ? `select create_distributed_table('${table}', '${DISTRIBUTED_BY}')`
        : `select create_distributed_table('${table}', '${DISTRIBUTED_BY}', colocate_with => '${ANCHOR}')`,
    ),
    ...back.map(({ table, name, definition }) => `alter table ${id(table)} add constraint ${id(name)} ${definition}`),
    // The tenant that a transaction names has to reach the nodes on which its rows are.
    `alter database ${id(database)} set citus.propagate_set_commands = 'local'`,
  ];
}

/** What is referred to comes before what refers to it. */
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

import { descriptionOf, type EntityClass, type TableDescription, type TableKind, type TableRight } from './table.js';

/** What one module owns in the database. */
export interface ModuleTables {
  /** The folder in `src`. Only its code writes these tables. */
  readonly module: string;
  readonly entities: EntityClass[];
  /** Functions that read across organizations with the rights of the owner's role, each with a narrow signature. */
  readonly definerFunctions?: readonly string[];
}

/** A table and the module that owns it. */
interface OwnedTable extends TableDescription {
  readonly module: string;
}

/** The tables and functions of all modules: what the migration grants, the start checks and the tests compare. */
export class DatabaseSchema {
  readonly tables: readonly OwnedTable[];
  readonly entities: readonly EntityClass[];
  readonly definerFunctions: readonly string[];
  private readonly kinds: ReadonlyMap<string, TableKind>;

  constructor(modules: readonly ModuleTables[]) {
    this.tables = modules.flatMap(({ module, entities }) =>
      entities.map((entity) => ({ module, ...descriptionOf(entity) })),
    );
    this.entities = modules.flatMap(({ entities }) => entities);
    this.definerFunctions = modules.flatMap(({ definerFunctions = [] }) => definerFunctions);
    this.kinds = new Map(this.tables.map(({ name, kind }) => [name, kind]));
  }

  /** The names of the tables of one kind. */
  tablesOf(kind: TableKind): string[] {
    return this.tables.filter((table) => table.kind === kind).map(({ name }) => name);
  }

  /** Undefined for a table without an entity. */
  kindOf(table: string): TableKind | undefined {
    return this.kinds.get(table);
  }

  /** The tenant table whose rows are the tenants. */
  get root(): string {
    const [root, another] = this.tables.filter(({ isRoot }) => isRoot);
    if (!root || another) throw new TypeError('Exactly one tenant table has to be the root.');
    return root.name;
  }

  /** The rights of the application's role by table. */
  get rights(): Readonly<Record<string, readonly TableRight[]>> {
    return Object.fromEntries(this.tables.map(({ name, rights }) => [name, rights]));
  }
}

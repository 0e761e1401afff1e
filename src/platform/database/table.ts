import 'reflect-metadata';
import { Entity } from 'typeorm';

/**
 * - `tenant`: the rows of one organization each. Row-level security shows only those of the transaction's organization.
 * - `directory`: ids and hashes that are needed before the organization is known, or that belong to none.
 * - `reference`: what is independent of any organization and small enough to be on every node of a distributed database.
 */
export type TableKind = 'tenant' | 'directory' | 'reference';

/** What the application's role may do with a table. It has no other right. */
export type TableRight = 'select' | 'insert' | 'update' | 'delete';

/** What an entity says about its table. */
export interface TableDescription {
  readonly name: string;
  readonly kind: TableKind;
  readonly rights: readonly TableRight[];
  /** Whether its rows are the tenants: the other tenant tables are stored beside it in a distributed database. */
  readonly isRoot: boolean;
}

export type EntityClass = new () => object;

interface TableOptions {
  readonly rights: readonly TableRight[];
}

const DESCRIPTION = 'organization-management:table';

/** The entity of a table with `organization_id` and a forced policy. */
export function TenantTable(
  name: string,
  { rights, root = false }: TableOptions & { readonly root?: boolean },
): ClassDecorator {
  return describe({ name, kind: 'tenant', rights, isRoot: root });
}

/** The entity of a table without a policy, on the coordinator of a distributed database. It has no foreign key. */
export function DirectoryTable(name: string, { rights }: TableOptions): ClassDecorator {
  return describe({ name, kind: 'directory', rights, isRoot: false });
}

/** The entity of a table without a policy that is copied to every node of a distributed database. */
export function ReferenceTable(name: string, { rights }: TableOptions): ClassDecorator {
  return describe({ name, kind: 'reference', rights, isRoot: false });
}

/** @throws a TypeError for a class without one of the decorators above */
export function descriptionOf(entity: EntityClass): TableDescription {
  const description = Reflect.getOwnMetadata(DESCRIPTION, entity) as TableDescription | undefined;
  if (!description) throw new TypeError(`${entity.name} needs @TenantTable, @DirectoryTable or @ReferenceTable.`);
  return description;
}

function describe(description: TableDescription): ClassDecorator {
  return (entity) => {
    Entity({ name: description.name })(entity);
    Reflect.defineMetadata(DESCRIPTION, description, entity);
  };
}

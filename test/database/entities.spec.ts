import { DataSource, TableColumn, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { DATABASE_SCHEMA } from '../../src/entities.js';
import { UserAccountEntity } from '../../src/identity/user-account.entity.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createMigratedDatabase();
  dataSource = new DataSource({
    ...dataSourceOptions({ url: database.applicationUrl, poolSize: 1 }),
    entities: [...DATABASE_SCHEMA.entities],
  });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** A column as an entity describes it, or as the catalog does. */
interface Column {
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  /** The default or the expression of a generated column, as Postgres writes it. */
  readonly value: string | null;
  readonly generated: boolean;
  readonly primary: boolean;
}

const NEXT_NUMBER = 'the next number';

const oneLine = (expression: string): string => expression.replaceAll(/\s+/g, ' ').trim();

/** A default as a literal: Postgres adds the column's type to a text. */
function plainDefault(expression: string): string {
  return expression.startsWith('nextval(') ? NEXT_NUMBER : expression.replace(/^('.*')::[a-z ]+$/, '$1');
}

async function columnsOfCatalog(table: string): Promise<Column[]> {
  const { rows } = await database.admin.query<Column>(
    `select a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
            pg_get_expr(d.adbin, d.adrelid) as value, a.attgenerated <> '' as generated,
            exists (select 1 from pg_index i where i.indrelid = a.attrelid and i.indisprimary
                    and a.attnum = any (i.indkey::int2[])) as primary
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return rows.map((row) => ({
    ...row,
    value: row.value === null ? null : row.generated ? oneLine(row.value) : plainDefault(row.value),
  }));
}

function columnsOfEntity({ columns }: EntityMetadata): Column[] {
  return columns.map((column) => ({
    column: column.databaseName,
    type: typeOf(column),
    nullable: column.isNullable,
    value: valueOf(column),
    generated: column.generatedType !== undefined,
    primary: column.isPrimary,
  }));
}

function typeOf(column: ColumnMetadata): string {
  const { driver } = dataSource;
  return driver
    .createFullType(
      new TableColumn({
        name: column.databaseName,
        type: driver.normalizeType(column),
        length: column.length,
        isArray: column.isArray,
        ...(typeof column.precision === 'number' ? { precision: column.precision } : {}),
      }),
    )
    .toLowerCase()
    .replace(/ array$/, '[]');
}

function valueOf({ asExpression, generationStrategy, default: value }: ColumnMetadata): string | null {
  if (asExpression !== undefined) return asExpression;
  if (generationStrategy === 'increment') return NEXT_NUMBER;
  if (value === undefined || value === null) return null;
  if (typeof value === 'function') return value();
  if (typeof value === 'object') return `'${JSON.stringify(value)}'`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** Foreign keys and unique keys, each in one line; a unique index may have a condition. */
async function keysOfCatalog(table: string): Promise<string[]> {
  const { rows } = await database.admin.query<{ key: string }>(
    `select case c.contype when 'u' then format('unique (%s)', of_table.names)
              else format('(%s) -> %s (%s)', of_table.names, c.confrelid::regclass, of_target.names)
                || case c.confdeltype when 'n' then ' SET NULL' when 'c' then ' CASCADE' else ' NO ACTION' end
                || case when c.condeferred then ' INITIALLY DEFERRED' when c.condeferrable then ' INITIALLY IMMEDIATE' else '' end
            end as key
     from pg_constraint c
     cross join lateral (select string_agg(a.attname, ', ' order by k.position) as names
       from unnest(c.conkey) with ordinality k(number, position)
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) of_table
     cross join lateral (select string_agg(a.attname, ', ' order by k.position) as names
       from unnest(c.confkey) with ordinality k(number, position)
       join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number) of_target
     where c.conrelid = $1::regclass and c.contype in ('f', 'u')
     union all
     select format('%s (%s)', i.indexrelid::regclass,
              (select string_agg(a.attname, ', ' order by k.position) from unnest(i.indkey) with ordinality k(number, position)
               join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number))
            || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '')
     from pg_index i
     where i.indrelid = $1::regclass and i.indisunique and not i.indisprimary
       and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype = 'u')`,
    [table],
  );
  return rows.map(({ key }) => key).sort();
}

const namesOf = (columns: readonly ColumnMetadata[]): string =>
  columns.map(({ databaseName }) => databaseName).join(', ');

function keysOfEntity({ foreignKeys, uniques, indices }: EntityMetadata): string[] {
  return [
    ...uniques.map(({ columns }) => `unique (${namesOf(columns)})`),
    ...foreignKeys.map(
      ({ columns, referencedTablePath, referencedColumns, onDelete, deferrable }) =>
        `(${namesOf(columns)}) -> ${referencedTablePath} (${namesOf(referencedColumns)})` +
        [onDelete, deferrable].map((option) => (option ? ` ${option}` : '')).join(''),
    ),
    ...indices
      .filter(({ isUnique }) => isUnique)
      .map(({ name, columns, where }) => `${name} (${namesOf(columns)})${where ? ` where ${where}` : ''}`),
  ].sort();
}

const byName = (columns: readonly Column[]): Column[] => [...columns].sort((a, b) => (a.column < b.column ? -1 : 1));

describe('the entities', () => {
  it.each(DATABASE_SCHEMA.tables)('describe $name as the migrated database has it', async ({ name }) => {
    const entity = dataSource.entityMetadatas.find(({ tableName }) => tableName === name);
    expect(entity && byName(columnsOfEntity(entity))).toEqual(byName(await columnsOfCatalog(name)));
    expect(entity && keysOfEntity(entity)).toEqual(await keysOfCatalog(name));
  });

  it('have the properties that a row of SQL has', async () => {
    await database.admin.query(
      `insert into user_account (user_id, name, deleted_at) values (gen_random_uuid(), 'Ada', clock_timestamp())`,
    );
    const [row] = await dataSource.query<object[]>('select * from user_account');
    const entity = await dataSource.getRepository(UserAccountEntity).findOneByOrFail({ name: 'Ada' });
    expect(entity).toEqual(Object.assign(new UserAccountEntity(), row));
    expect(entity.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

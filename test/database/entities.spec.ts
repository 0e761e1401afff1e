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

const byName = (columns: readonly Column[]): Column[] => [...columns].sort((a, b) => (a.column < b.column ? -1 : 1));

describe('the entities', () => {
  it.each(DATABASE_SCHEMA.tables)('describe $name as the migrated database has it', async ({ name }) => {
    const entity = dataSource.entityMetadatas.find(({ tableName }) => tableName === name);
    expect(entity && byName(columnsOfEntity(entity))).toEqual(byName(await columnsOfCatalog(name)));
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

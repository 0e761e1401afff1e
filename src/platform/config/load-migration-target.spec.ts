import { loadMigrationTarget } from './load-migration-target.js';

const DATABASE_URL = 'postgres://app:p@localhost/o';
const DATABASE_MIGRATION_URL = 'postgres://owner:p@localhost/o';

describe('the configuration of the migration', () => {
  it('is nothing for the embedded database', () => {
    expect(loadMigrationTarget({ DATABASE_URL: '' })).toBeNull();
  });

  it('has both roles, and none of the secrets of the service', () => {
    const environment = { DATABASE_URL, DATABASE_MIGRATION_URL, NODE_ENV: 'production', PORT: 'x' };
    expect(loadMigrationTarget(environment)).toEqual({
      applicationUrl: DATABASE_URL,
      migrationUrl: DATABASE_MIGRATION_URL,
      citus: false,
    });
  });

  it.each([
    ['DATABASE_MIGRATION_URL', { DATABASE_URL }],
    ['DATABASE_URL', { DATABASE_MIGRATION_URL }],
    ['DATABASE_MIGRATION_URL', { DATABASE_URL, DATABASE_MIGRATION_URL: 'owner' }],
  ])('is refused, naming %s', (variable, environment) => {
    expect(() => loadMigrationTarget(environment)).toThrow(new RegExp(`^${variable} .+$`));
  });
});

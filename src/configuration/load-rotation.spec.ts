import { loadRotation } from './load-rotation.js';

const DATABASE_URL = 'postgres://app:p@localhost/o';
const APP_SECRET = 'the secret of this year, long enough to pass';
const APP_SECRET_PREVIOUS = 'the secret of last year, long enough to pass';

describe('the configuration of the rotation of the secret', () => {
  it('is nothing for the embedded database, whose secret may be named nevertheless', () => {
    expect(loadRotation({ DATABASE_URL: '', APP_SECRET, APP_SECRET_PREVIOUS })).toBeNull();
  });

  it('has the database and both secrets, even if other variables of the service are missing or wrong', () => {
    const environment = { DATABASE_URL, APP_SECRET, APP_SECRET_PREVIOUS, NODE_ENV: 'production', PORT: 'x' };
    expect(loadRotation(environment)).toMatchObject({
      database: { url: DATABASE_URL, namedStatements: true, statementTimeout: 30_000 },
      secret: { current: APP_SECRET, previous: APP_SECRET_PREVIOUS },
    });
    expect(loadRotation({ ...environment, DATABASE_POOLER: 'transaction' })?.database.namedStatements).toBe(false);
  });

  it.each([
    ['APP_SECRET', { DATABASE_URL }],
    ['APP_SECRET_PREVIOUS', { DATABASE_URL, APP_SECRET, APP_SECRET_PREVIOUS: 'short' }],
    ['DATABASE_URL', { DATABASE_URL: 'o', APP_SECRET }],
  ])('is refused, naming %s', (variable, environment) => {
    expect(() => loadRotation(environment)).toThrow(new RegExp(`^${variable} .+$`));
  });
});

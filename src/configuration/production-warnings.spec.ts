import { PRODUCTION, S3 } from './environments.fixture.js';
import { loadConfiguration } from './load-configuration.js';
import { warningsOf } from './production-warnings.js';

const SERVERS = {
  ...PRODUCTION,
  APP_SECRET: 'q7rP2vXk9TzLw4Bn8MdYc3HsJf6GaEuK',
  DATABASE_URL: 'postgres://u:p@db.example.com/o',
  REDIS_URL: 'redis://redis.example.com',
};
const warned = (environment: Record<string, string>): string[] =>
  warningsOf(loadConfiguration(environment, '/srv/app')).map(({ variable }) => variable);

describe('a production start', () => {
  it('has no warnings if the configuration is right', () => {
    expect(warned(SERVERS)).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['APP_SECRET', { APP_SECRET: 'a'.repeat(32) }],
    ['APP_SECRET', { APP_SECRET: 'abcabc1'.repeat(8) }],
    ['APP_SECRET_PREVIOUS', { APP_SECRET_PREVIOUS: 'b'.repeat(40) }],
    ['APP_SECRET_PREVIOUS', { APP_SECRET_PREVIOUS: SERVERS.APP_SECRET }],
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['REDIS_URL', { REDIS_URL: '' }],
    ['ASSISTANT_BASE_URL', { ASSISTANT_BASE_URL: 'http://169.254.169.254/v1', ASSISTANT_MODEL: 'm' }],
    ['S3_ENDPOINT', { ...S3, S3_ENDPOINT: 'http://s3.example.com' }],
    ['CLERK_ISSUER', { CLERK_ISSUER: 'http://clerk.example.com' }],
    ['CLERK_AUTHORIZED_PARTIES', { CLERK_AUTHORIZED_PARTIES: 'https://a.example.com,http://b.example.com' }],
    ['METRICS_ALLOW', { METRICS_ALLOW: '10.0.0.0/8,0.0.0.0/0' }],
    ['METRICS_ALLOW', { METRICS_ALLOW: '::/0' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
    ['PLATFORM_ADMINS', { PLATFORM_ADMINS: 'ada@example.com' }],
  ])('has one warning about %s in %j, without its value', (variable, environment) => {
    const warnings = warningsOf(loadConfiguration({ ...SERVERS, ...environment }, '/srv/app'));
    expect(warnings.map((warning) => warning.variable)).toEqual([variable]);
    for (const value of Object.values(environment)) {
      if (value.length > 6) expect(warnings[0]?.problem).not.toContain(value);
    }
  });

  it.each<Record<string, string>>([
    { APP_SECRET: '0123456789abcdef'.repeat(4) },
    { ASSISTANT_BASE_URL: 'http://127.0.0.1:8000/v1', ASSISTANT_MODEL: 'm' },
    { TRUST_PROXY: '1' },
    { METRICS_ALLOW: '10.0.0.0/8' },
  ])('has no warning about %j', (environment) => {
    expect(warned({ ...SERVERS, ...environment })).toEqual([]);
  });
});

describe('a start outside of production', () => {
  it('has no warnings: embedded and open servers are for development', () => {
    expect(warned({})).toEqual([]);
    expect(warned({ TRUST_PROXY: 'true', METRICS_ALLOW: '0.0.0.0/0', APP_SECRET: 'a'.repeat(32) })).toEqual([]);
  });
});

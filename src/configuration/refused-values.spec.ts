import * as fc from 'fast-check';
import { ConfigurationError } from '../platform/config/configuration-error.js';
import {
  CLERK,
  ELLIPTIC_KEY_PEM,
  PRIVATE_KEY_PEM,
  PRODUCTION,
  PUBLIC_KEY_PEM,
  S3,
  SHORT_KEY_PEM,
  STRIPE,
} from './environments.fixture.js';
import { loadConfiguration } from './load-configuration.js';
import { VARIABLE_NAMES, type VariableName } from './variables.js';

type Environment = Record<string, string | undefined>;

function refusalOf(environment: Environment): ConfigurationError | null {
  try {
    loadConfiguration(environment, '/srv/app');
    return null;
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

function expectOneLineAbout(variable: VariableName, environment: Environment): void {
  const refusal = refusalOf(environment);
  expect(refusal?.variable).toBe(variable);
  expect(refusal?.message).toMatch(new RegExp(`^${variable} [^\\r\\n]+[.]$`));
}

const SECRET = 's'.repeat(32);
const without = (environment: Environment, name: string): Environment => ({ ...environment, [name]: undefined });

describe('a value that is wrong by itself', () => {
  const wrong: Partial<Record<VariableName, readonly string[]>> = {
    NODE_ENV: ['prod', 'Production', 'PRODUCTION', 'production-eu'],
    PORT: ['0', '65536', '-1', '3000.5', '0x50', '03000', '1e3', 'http', '30 00', '   '],
    LISTEN_HOST: ['localhost', 'example.com', '127.0.0.1:3000', '[::1]', '10.0.0.0/8', '0.0.0.0,', '*', '256.0.0.1'],
    PUBLIC_URL: [
      'localhost:3000',
      'ftp://localhost',
      'http:localhost',
      'http://localhost/app',
      'http://localhost?x=1',
      'http://localhost?',
      'http://localhost/#a',
      'http://user:pw@localhost',
      'http:\\\\localhost',
      'http://',
      'javascript:alert(1)',
    ],
    PRODUCT_NAME: ['x'.repeat(61), 'Acme\u200bCRM', '\u3164', 'Acme\u202eMRC', 'Acme\nCRM'],
    PRODUCT_LOGO_URL: [
      'logo.png',
      'https://cdn.example.com/logo.png',
      '//cdn.example.com/logo.png',
      '/\\cdn.example.com/logo.png',
      '/logo.png?size=2',
      '/logo.png#a',
      '/a/../logo.png',
      '/',
      'data:image/png;base64,AAAA',
      '/a b.png',
    ],
    TRUST_PROXY: [
      'yes',
      'TRUE',
      '-1',
      '100',
      '10.0.0.0/33',
      '::1/129',
      '0.0.0.0/0',
      'fe80::1%eth0',
      '10.0.0.1,',
      '10.0.0',
      'all',
    ],
    APP_SECRET: ['s'.repeat(31), '😀'.repeat(16), ' '.repeat(40)],
    APP_SECRET_PREVIOUS: ['short'],
    DATABASE_URL: [
      'localhost/organizations',
      'mysql://u:p@localhost/o',
      'postgres://u:p@localhost',
      'postgres://u:p@localhost/',
      'postgres://u:p@localhost/a/b',
      'postgres:///o',
      'postgres://u:p@/o',
      'postgres://u:p#w@localhost/o',
      'postgres://u:100%@localhost/o',
      'postgres://u:p@localhost:99999/o',
    ],
    DATABASE_MIGRATION_URL: ['postgres', 'redis://localhost'],
    DATABASE_POOLER: ['session', 'Transaction', 'true'],
    DATABASE_STATEMENT_TIMEOUT_MS: ['-1', '999', '1e4', '30s', '10000000', '01000'],
    DATABASE_CITUS: ['true', 'ON', '1'],
    REDIS_URL: [
      'localhost:6379',
      'http://localhost',
      'redis://',
      'redis:///0',
      'redis://localhost/db',
      'redis://:p%@localhost',
      'redis://a:6379/1,b:6379',
      'redis://a:6379,',
      'redis://a:6379,b:99999',
      'redis://a:6379,redis://b:6379',
    ],
    SMTP_URL: ['localhost:25', 'smtp://', 'https://mail.example.com', 'smtp://mail.example.com/path'],
    MAIL_FROM: [
      'nobody',
      'a@b@c.example',
      'Acme <a@b',
      'Acme, Inc. <a@b.example>',
      'a@b.example, c@d.example',
      'A <a@b.example> <c@d.example>',
      'A <a@b.example>\r\nBcc: x@y.example',
      'Ä@b.example',
      'a@-b.example',
      'a@b..example',
      'a b@c.example',
      '"A" B" <a@b.example>',
    ],
    DATA_DIR: ['a\0b', 'a\nb'],
    PROCESS_ROLE: ['API', 'both', 'all,worker'],
    S3_ENDPOINT: ['s3.example.com', 'https://s3.example.com?x', 'https://key:secret@s3.example.com'],
    S3_BUCKET: ['a', 'a/b', '-ab', 'logos bucket', 'x'.repeat(64)],
    S3_ACCESS_KEY_ID: ['a b'],
    S3_SECRET_ACCESS_KEY: ['sécret'],
    IDENTITY_PROVIDER: ['Clerk', 'auth0'],
    ALLOW_LOCAL_IDENTITY: ['yes', '1', 'True'],
    CLERK_JWT_KEY: [
      'key',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      PRIVATE_KEY_PEM,
      SHORT_KEY_PEM,
      ELLIPTIC_KEY_PEM,
      PUBLIC_KEY_PEM.slice(0, -40),
    ],
    CLERK_ISSUER: ['clerk.example.com', 'https://clerk.example.com/?x=1'],
    CLERK_AUTHORIZED_PARTIES: ['app.example.com', 'https://a.example.com,', 'https://a.example.com/path', '*'],
    CLERK_PUBLISHABLE_KEY: ['sk_test_abc', 'pk_abc', 'pk_test_Y2xlcmsuZXhhbXBsZS5j'],
    CLERK_SECRET_KEY: ['pk_test_abc', 'sk_test_', 'sk_test_a b'],
    CLERK_API_URL: ['api.clerk.com'],
    CLERK_WEBHOOK_SIGNING_SECRET: ['whsec_', 'whsec_not base64', 'whsec_a', 'sk_test_abc'],
    BILLING_PROVIDER: ['Stripe', 'none'],
    STRIPE_SECRET_KEY: ['pk_test_abc', 'whsec_abc', 'sk_'],
    STRIPE_WEBHOOK_SECRET: ['sk_test_abc', 'whsec_'],
    STRIPE_API_BASE: ['api.stripe.com', 'https://stripe.example.com/api', 'https://api.stripe.com/v1?key=abc'],
    STRIPE_PRICE_STARTER: ['prod_abc', 'price abc'],
    STRIPE_PRICE_PRO: ['prod_abc'],
    STRIPE_PRICE_ENTERPRISE: ['10,00'],
    STRIPE_PRICE_CREDITS: ['prod_abc'],
    ASSISTANT_BASE_URL: ['llm.example.com/v1', 'https://llm.example.com/v1?key=abc'],
    ASSISTANT_API_KEY: ['a b'],
    ASSISTANT_MODEL: ['m'.repeat(201), 'a\nb'],
    PLATFORM_ADMINS: [
      'ada',
      'ada@example.com,',
      'Ada <ada@example.com>',
      'a@b c',
      '@example.com',
      'ada@',
      'a@b/c',
      '\u212Aim@example.com',
      'a\u200bda@example.com',
    ],
    PLATFORM_ADMIN_USER_IDS: ['user_a,,user_b', 'ada@example.com'],
    METRICS_ALLOW: ['localhost', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/', '10.0.0.1/8/8', '*'],
    RATE_LIMITS: ['OFF', 'false', '0'],
    LOG_FORMAT: ['text', 'JSON'],
    DEMO_DATA: ['on', 'yes', '1'],
  };

  it('is tried for every variable', () => {
    expect(Object.keys(wrong).sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  const cases = VARIABLE_NAMES.flatMap((variable) =>
    (wrong[variable] ?? []).map((value) => [variable, value] as const),
  );

  it.each(cases)('%s=%j', (variable, value) => {
    expectOneLineAbout(variable, { [variable]: value });
  });
});

describe('values that do not go together', () => {
  const cases: [about: VariableName, when: string, environment: Environment][] = [
    ['APP_SECRET', 'DATABASE_URL is set', { DATABASE_URL: 'postgres://u:p@localhost/o' }],
    [
      'DATABASE_URL',
      'only the migration has an address',
      { DATABASE_MIGRATION_URL: 'postgres://u@localhost/o', APP_SECRET: SECRET },
    ],
    [
      'DATABASE_STATEMENT_TIMEOUT_MS',
      'a pooler would refuse it',
      { DATABASE_POOLER: 'transaction', DATABASE_STATEMENT_TIMEOUT_MS: '5000' },
    ],
    ['ALLOW_LOCAL_IDENTITY', 'local sign-in can be reached publicly', { PUBLIC_URL: 'https://app.example.com' }],
    [
      'ALLOW_LOCAL_IDENTITY',
      'the host only begins like a loopback address',
      { PUBLIC_URL: 'http://127.0.0.1.example.com' },
    ],
    ['ALLOW_LOCAL_IDENTITY', 'it says no', { PUBLIC_URL: 'http://10.0.0.1', ALLOW_LOCAL_IDENTITY: 'false' }],
    ['STRIPE_SECRET_KEY', 'Stripe is asked for without a key', { BILLING_PROVIDER: 'stripe' }],
    ['STRIPE_PRICE_PRO', 'two plans share a price', { ...STRIPE, STRIPE_PRICE_PRO: 'price_s' }],
    ['STRIPE_PRICE_ENTERPRISE', 'two plans share a price', { ...STRIPE, STRIPE_PRICE_ENTERPRISE: 'price_p' }],
    ['STRIPE_PRICE_CREDITS', 'credits cost what a plan costs', { ...STRIPE, STRIPE_PRICE_CREDITS: 'price_e' }],
    ['ASSISTANT_MODEL', 'the assistant has an address only', { ASSISTANT_BASE_URL: 'http://llm/v1' }],
    ['ASSISTANT_BASE_URL', 'the assistant has a model only', { ASSISTANT_MODEL: 'm' }],
    ['ASSISTANT_BASE_URL', 'the assistant has a key only', { ASSISTANT_API_KEY: 'k' }],
    ['DEMO_DATA', 'demo data is wanted in production', { ...PRODUCTION, DEMO_DATA: 'true' }],
    ['DEMO_DATA', 'demo data is wanted in a production that lacks more', { NODE_ENV: 'production', DEMO_DATA: 'true' }],
    ['DEMO_DATA', 'demo data is wanted with Clerk', { ...CLERK, DEMO_DATA: 'true' }],
    ['RATE_LIMITS', 'limits are off in production', { ...PRODUCTION, RATE_LIMITS: 'off' }],
    ['RATE_LIMITS', 'limits are off in a production that lacks more', { NODE_ENV: 'production', RATE_LIMITS: 'off' }],
    ['IDENTITY_PROVIDER', 'production names no provider', { NODE_ENV: 'production' }],
    [
      'IDENTITY_PROVIDER',
      'production asks for local sign-in',
      { ...PRODUCTION, IDENTITY_PROVIDER: 'local', ALLOW_LOCAL_IDENTITY: 'true' },
    ],
    ['BILLING_PROVIDER', 'production does not say who is paid', without(PRODUCTION, 'BILLING_PROVIDER')],
    [
      'BILLING_PROVIDER',
      'production has a Stripe key and nothing else',
      { ...without(PRODUCTION, 'BILLING_PROVIDER'), ...STRIPE },
    ],
    ['PUBLIC_URL', 'production does not say where it is', without(PRODUCTION, 'PUBLIC_URL')],
    ['PUBLIC_URL', 'production is reached without TLS', { ...PRODUCTION, PUBLIC_URL: 'http://app.example.com' }],
    [
      'PUBLIC_URL',
      'production is not a loopback address',
      { ...PRODUCTION, PUBLIC_URL: 'http://127.0.0.1.example.com' },
    ],
    ['SMTP_URL', 'production has no mail server', without(PRODUCTION, 'SMTP_URL')],
    ['SMTP_URL', 'production has an empty mail server', { ...PRODUCTION, SMTP_URL: '' }],
    ['CLERK_API_URL', 'its key is sent without TLS', { ...PRODUCTION, CLERK_API_URL: 'http://clerk.example.com' }],
    [
      'STRIPE_API_BASE',
      'its key is sent without TLS',
      { ...PRODUCTION, ...STRIPE, BILLING_PROVIDER: 'stripe', STRIPE_API_BASE: 'http://10.0.0.1' },
    ],
    ['CLERK_WEBHOOK_SIGNING_SECRET', 'its key is short', { ...PRODUCTION, CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_AAAA' }],
    [
      'CLERK_WEBHOOK_SIGNING_SECRET',
      'its key is one byte short',
      { ...PRODUCTION, CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${Buffer.alloc(15, 'key').toString('base64')}` },
    ],
    [
      'STRIPE_WEBHOOK_SECRET',
      'its key is short',
      { ...PRODUCTION, ...STRIPE, BILLING_PROVIDER: 'stripe', STRIPE_WEBHOOK_SECRET: 'whsec_abc' },
    ],
    ...(['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const).map(
      (name): [VariableName, string, Environment] => [name, 'the store lacks it', without(S3, name)],
    ),
    ...(['CLERK_JWT_KEY', 'CLERK_ISSUER', 'CLERK_SECRET_KEY', 'CLERK_WEBHOOK_SIGNING_SECRET'] as const).map(
      (name): [VariableName, string, Environment] => [name, 'Clerk lacks it', without(CLERK, name)],
    ),
    ...(['STRIPE_WEBHOOK_SECRET', 'STRIPE_PRICE_STARTER', 'STRIPE_PRICE_PRO', 'STRIPE_PRICE_ENTERPRISE'] as const).map(
      (name): [VariableName, string, Environment] => [name, 'Stripe lacks it', without(STRIPE, name)],
    ),
  ];

  it.each(cases)('%s is named when %s', (about, _when, environment) => {
    expectOneLineAbout(about, environment);
  });
});

describe('whatever the environment holds', () => {
  // Long enough that a value is not contained in a message by chance.
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', minLength: 8, maxLength: 60 }),
    fc.webUrl().map((url) => url.replace('://', '://user:hunter2-hunter2@')),
    fc
      .constantFrom('postgres://', 'redis://', 'smtp://', 'sk_test_', 'whsec_', 'prod_')
      .chain((start) => fc.string({ minLength: 8 }).map((rest) => start + rest)),
    fc.emailAddress(),
    fc.constantFrom(PRIVATE_KEY_PEM, SHORT_KEY_PEM, 'production', 'stripe', 'clerk', 'local', ''),
  );
  const environments = fc.dictionary(fc.constantFrom(...VARIABLE_NAMES), garbage, { maxKeys: 6 });
  const bases = fc.constantFrom<Environment>({}, PRODUCTION, STRIPE, { ...S3, ...STRIPE });
  const words = ['production', 'stripe', 'clerk', 'local'];

  it('it loads or is refused with one line that names a variable and shows no value', () => {
    fc.assert(
      fc.property(bases, environments, (base, environment) => {
        const refusal = refusalOf({ ...base, ...environment });
        if (refusal === null) return;
        expect(VARIABLE_NAMES).toContain(refusal.variable);
        expect(refusal.message.startsWith(`${refusal.variable} `)).toBe(true);
        expect(refusal.message).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        for (const value of Object.values(environment)) {
          if (value.trim().length >= 8 && !words.includes(value)) expect(refusal.message).not.toContain(value.trim());
        }
      }),
      { numRuns: 600 },
    );
  });
});

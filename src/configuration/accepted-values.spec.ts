import { loadConfiguration } from './load-configuration.js';
import { CLERK, PRODUCTION, PUBLIC_KEY_PEM, S3, STRIPE } from './environments.fixture.js';
import type { ServiceConfiguration } from './service-configuration.js';

const load = (environment: Record<string, string | undefined>) => loadConfiguration(environment, '/srv/app');
const SECRET = 'a secret of exactly 32 letters..';

describe('an empty environment', () => {
  const defaults: ServiceConfiguration = {
    production: false,
    port: 3000,
    listenHosts: ['127.0.0.1', '::1'],
    restrictHosts: true,
    publicUrl: 'http://localhost:3000',
    product: { name: 'Organization Management', logoPath: null },
    trustProxy: false,
    dataDir: '/srv/app/.data',
    processRole: 'all',
    secret: { current: null, previous: null },
    database: { url: null, migrationUrl: null, poolSize: 20, namedStatements: true, statementTimeout: 30_000 },
    redisUrl: null,
    mail: { smtpUrl: null, from: 'Organization Management <no-reply@localhost>' },
    storage: { s3: null },
    identity: { provider: 'local' },
    billing: { provider: 'local' },
    assistant: null,
    platformAdmins: [],
    platformAdminUserIds: [],
    metricsAllow: ['127.0.0.0/8', '::1/128'],
    metricsThroughProxy: false,
    rateLimits: true,
    logFormat: null,
    demoData: false,
  };

  it('selects the embedded servers', () => {
    expect(load({})).toEqual(defaults);
  });

  it('is the same as one with empty variables', () => {
    const variables = ['PORT', 'DATABASE_URL', 'APP_SECRET', 'IDENTITY_PROVIDER', 'PLATFORM_ADMINS', 'NODE_ENV'];
    expect(load(Object.fromEntries(variables.map((name) => [name, ''])))).toEqual(defaults);
  });

  it('is not changed by other variables', () => {
    expect(load({ PATH: '/bin', POSTGRES_PASSWORD: 'x', toString: 'y' })).toEqual(defaults);
  });
});

describe('a value that is right', () => {
  const cases: [environment: Record<string, string>, expected: object][] = [
    [{ PORT: '1' }, { port: 1, publicUrl: 'http://localhost:1' }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ PORT: ' 8080\r' }, { port: 8080 }],
    [{ LISTEN_HOST: '0.0.0.0' }, { listenHosts: ['0.0.0.0'], restrictHosts: true }],
    [{ LISTEN_HOST: ' ::1, 10.0.0.5' }, { listenHosts: ['::1', '10.0.0.5'] }],
    [{ ALLOW_LOCAL_IDENTITY: 'true' }, { listenHosts: null, restrictHosts: false }],
    [
      { ALLOW_LOCAL_IDENTITY: 'true', LISTEN_HOST: '::' },
      { listenHosts: ['::'], restrictHosts: false },
    ],
    [{ ALLOW_LOCAL_IDENTITY: 'false' }, { listenHosts: ['127.0.0.1', '::1'], restrictHosts: true }],
    [CLERK, { listenHosts: null, restrictHosts: false }],
    [{ METRICS_ALLOW: '127.0.0.1' }, { metricsThroughProxy: true }],
    [{ PUBLIC_URL: 'http://127.0.0.1:8080/' }, { publicUrl: 'http://127.0.0.1:8080' }],
    [{ PUBLIC_URL: 'http://[::1]:8080' }, { publicUrl: 'http://[::1]:8080' }],
    [{ PUBLIC_URL: 'https://app.localhost' }, { publicUrl: 'https://app.localhost' }],
    [
      { PUBLIC_URL: 'https://App.Example.com:443', ALLOW_LOCAL_IDENTITY: 'true' },
      { publicUrl: 'https://app.example.com' },
    ],
    [
      { PRODUCT_NAME: ' Acme  CRM ' },
      {
        product: { name: 'Acme CRM', logoPath: null },
        mail: { smtpUrl: null, from: 'Acme CRM <no-reply@localhost>' },
      },
    ],
    [
      { PRODUCT_NAME: 'Say "Hi", Inc.' },
      { mail: { smtpUrl: null, from: '"Say \\"Hi\\", Inc." <no-reply@localhost>' } },
    ],
    [
      { PRODUCT_NAME: 'Acme', MAIL_FROM: 'Acme Sales <a@b.example>' },
      { mail: { smtpUrl: null, from: 'Acme Sales <a@b.example>' } },
    ],
    [
      { PRODUCT_LOGO_URL: '/logos/acme.png' },
      { product: { name: 'Organization Management', logoPath: '/logos/acme.png' } },
    ],
    [{ TRUST_PROXY: 'true' }, { trustProxy: true }],
    [{ TRUST_PROXY: 'false' }, { trustProxy: false }],
    [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
    [{ TRUST_PROXY: 'loopback, 10.0.0.0/8,::1 ,fd00::/8' }, { trustProxy: 'loopback,10.0.0.0/8,::1,fd00::/8' }],
    [{ DATA_DIR: 'var/data' }, { dataDir: '/srv/app/var/data' }],
    [{ DATA_DIR: '/var/lib/service' }, { dataDir: '/var/lib/service' }],
    [{ PROCESS_ROLE: 'worker' }, { processRole: 'worker' }],
    [
      { APP_SECRET: SECRET, APP_SECRET_PREVIOUS: `${SECRET} ` },
      { secret: { current: SECRET, previous: `${SECRET} ` } },
    ],
    [{ REDIS_URL: 'redis://localhost' }, { redisUrl: 'redis://localhost' }],
    [{ REDIS_URL: 'redis://:p,w@a:1,b:2,[::1]:3' }, { redisUrl: 'redis://:p,w@a:1,b:2,[::1]:3' }],
    [{ REDIS_URL: 'rediss://u:p%40ss@r.example.com:6380/3' }, { redisUrl: 'rediss://u:p%40ss@r.example.com:6380/3' }],
    [{ SMTP_URL: 'smtps://u:p@mail.example.com:465/' }, { mail: { smtpUrl: 'smtps://u:p@mail.example.com:465/' } }],
    [{ MAIL_FROM: 'no-reply@example.com' }, { mail: { from: 'no-reply@example.com' } }],
    [{ MAIL_FROM: 'Acme Inc. <hi@bücher.example>' }, { mail: { from: 'Acme Inc. <hi@bücher.example>' } }],
    [{ MAIL_FROM: '"Acme, Inc." <hi@acme.example>' }, { mail: { from: '"Acme, Inc." <hi@acme.example>' } }],
    [
      { PLATFORM_ADMINS: 'Ada@Example.COM, grace@bücher.example,ada@example.com' },
      { platformAdmins: ['ada@example.com', 'grace@xn--bcher-kva.example'] },
    ],
    [{ PLATFORM_ADMINS: 'Zoe\u0308@example.com' }, { platformAdmins: ['zo\u00eb@example.com'] }],
    [{ PLATFORM_ADMIN_USER_IDS: 'user_2aB,user_c' }, { platformAdminUserIds: ['user_2aB', 'user_c'] }],
    [
      { METRICS_ALLOW: '10.1.2.3,::1,10.0.0.0/8,0.0.0.0/0' },
      { metricsAllow: ['10.1.2.3/32', '::1/128', '10.0.0.0/8', '0.0.0.0/0'] },
    ],
    [{ RATE_LIMITS: 'off' }, { rateLimits: false }],
    [{ LOG_FORMAT: 'pretty' }, { logFormat: 'pretty' }],
    [{ DEMO_DATA: 'true' }, { demoData: true }],
    [
      { RATE_LIMITS: 'on', NODE_ENV: 'test' },
      { rateLimits: true, production: false },
    ],
    [
      { ASSISTANT_BASE_URL: 'http://llm:8000/v1/', ASSISTANT_MODEL: 'small one' },
      { assistant: { baseUrl: 'http://llm:8000/v1', apiKey: null, model: 'small one' } },
    ],
    [
      { ASSISTANT_BASE_URL: 'http://llm/v1', ASSISTANT_MODEL: 'm', ASSISTANT_API_KEY: 'key' },
      { assistant: { baseUrl: 'http://llm/v1', apiKey: 'key', model: 'm' } },
    ],
    [
      S3,
      {
        storage: {
          s3: { endpoint: 'https://s3.example.com', bucket: 'logos', accessKeyId: 'id', secretAccessKey: 'k/+=' },
        },
      },
    ],
  ];

  it.each(cases)('%j', (environment, expected) => {
    expect(load(environment)).toMatchObject(expected);
  });

  it.each([
    'postgres://u:p@localhost:5432/organizations',
    'postgresql://u@db.example.com/o?sslmode=require',
    'postgres:///o?host=/run/postgresql',
    'postgres://u:p@/o?host=/run/postgresql',
    'postgres://u:p@%2Frun%2Fpostgresql/o',
  ])('DATABASE_URL=%s', (url) => {
    expect(load({ DATABASE_URL: url, APP_SECRET: SECRET }).database.url).toBe(url);
  });
});

describe('Clerk', () => {
  it('needs its four values; the rest has defaults', () => {
    expect(load({ ...CLERK, PUBLIC_URL: 'https://app.example.com' }).identity).toEqual({
      provider: 'clerk',
      jwtKey: PUBLIC_KEY_PEM,
      issuer: 'https://clerk.example.com',
      authorizedParties: ['https://app.example.com'],
      publishableKey: null,
      secretKey: 'sk_test_abc',
      apiUrl: 'https://api.clerk.com',
      webhookSigningSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    });
  });

  it('takes what else is set', () => {
    const environment = {
      ...CLERK,
      CLERK_AUTHORIZED_PARTIES: 'https://a.example.com/, http://localhost:5173',
      CLERK_PUBLISHABLE_KEY: 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k',
      CLERK_API_URL: 'http://127.0.0.1:9999',
    };
    expect(load(environment).identity).toMatchObject({
      authorizedParties: ['https://a.example.com', 'http://localhost:5173'],
      publishableKey: 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k',
      apiUrl: 'http://127.0.0.1:9999',
    });
  });

  it.each([
    ['\\n', PUBLIC_KEY_PEM.replaceAll('\n', '\\n')],
    ['\\r\\n', PUBLIC_KEY_PEM.replaceAll('\n', '\\r\\n')],
    ['carriage returns', PUBLIC_KEY_PEM.replaceAll('\n', '\r\n')],
    ['spaces', PUBLIC_KEY_PEM.replaceAll('\n', ' ')],
  ])('reads a key whose line ends are written as %s', (_form, pem) => {
    expect(load({ ...CLERK, CLERK_JWT_KEY: pem }).identity).toMatchObject({ jwtKey: PUBLIC_KEY_PEM });
  });
});

describe('Stripe', () => {
  const stripe = {
    provider: 'stripe',
    secretKey: 'sk_test_abc',
    webhookSecret: 'whsec_of_the_tests',
    apiBase: null,
    prices: { starter: 'price_s', pro: 'price_p', enterprise: 'price_e', credits: null },
  };

  it('is used where its key is set', () => {
    expect(load(STRIPE).billing).toEqual(stripe);
  });

  it('is not used where local is asked for by name', () => {
    expect(load({ ...STRIPE, BILLING_PROVIDER: 'local' }).billing).toEqual({ provider: 'local' });
  });

  it('takes what else is set', () => {
    const environment = { ...STRIPE, STRIPE_API_BASE: 'http://127.0.0.1:12111/v1/', STRIPE_PRICE_CREDITS: 'price_c' };
    expect(load(environment).billing).toEqual({
      ...stripe,
      apiBase: 'http://127.0.0.1:12111',
      prices: { ...stripe.prices, credits: 'price_c' },
    });
  });
});

describe('production', () => {
  it('takes Clerk with Stripe', () => {
    const configuration = load({ ...PRODUCTION, ...STRIPE, BILLING_PROVIDER: 'stripe' });
    expect(configuration).toMatchObject({ production: true, rateLimits: true, billing: { provider: 'stripe' } });
  });

  it('takes local plans when they are asked for by name', () => {
    expect(load(PRODUCTION).billing).toEqual({ provider: 'local' });
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])(
    'takes a public address without TLS that is a loopback address: %s',
    (url) => {
      expect(load({ ...PRODUCTION, PUBLIC_URL: url }).publicUrl).toBe(url);
    },
  );

  it('takes stand-ins of Clerk and Stripe on this machine without TLS', () => {
    const standIns = { CLERK_API_URL: 'http://127.0.0.1:9', STRIPE_API_BASE: 'http://localhost:9' };
    expect(load({ ...PRODUCTION, ...STRIPE, BILLING_PROVIDER: 'stripe', ...standIns })).toMatchObject({
      identity: { apiUrl: 'http://127.0.0.1:9' },
      billing: { apiBase: 'http://localhost:9' },
    });
  });
});

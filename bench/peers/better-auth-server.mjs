// better-auth's organization plugin on Postgres, set up as in its documentation: `node:http`, a pool of the same size as the
// service's, no rate limit, no email. Environment: DATABASE_URL, SECRET, COOKIE_CACHE (`on`, `off`), MEMBERSHIP_LIMIT.
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { organization } from 'better-auth/plugins/organization';
import pg from 'pg';

const { DATABASE_URL, SECRET, COOKIE_CACHE, MEMBERSHIP_LIMIT } = process.env;

const auth = betterAuth({
  baseURL: 'http://localhost',
  secret: SECRET,
  database: new pg.Pool({ connectionString: DATABASE_URL, max: 20 }),
  session: { cookieCache: { enabled: COOKIE_CACHE === 'on', maxAge: 3_600 } },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: 'error' },
  plugins: [
    organization({
      membershipLimit: Number(MEMBERSHIP_LIMIT),
      invitationLimit: 1_000_000,
      sendInvitationEmail: () => Promise.resolve(),
    }),
  ],
});
// Both variants share one database: the second finds its schema up to date.
const { runMigrations } = await getMigrations(auth.options);
await runMigrations();

const server = createServer(toNodeHandler(auth));
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());

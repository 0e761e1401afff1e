import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DATABASE_SCHEMA } from '../../src/entities.js';
import { Client } from '../support/client.js';
import { populateOrganization, type PopulatedOrganization } from '../support/populated-organization.js';
import type { TestDatabase } from '../support/database.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import {
  hasPostgres15,
  startPostgres15,
  runCommands,
  type DebianPostgres,
  type CommandOutput,
} from './support/debian-postgres.js';
import { blockWith, documentedCommands } from './support/documented.js';
import { digests, schemaOf, seenBy } from './support/compared.js';
import { settingsOf } from './support/rotation.js';

const SECRET = 'the secret that is kept apart from the backup';
const DEPLOYMENT = documentedCommands('First deployment, with your own Postgres');
const BACKUP = documentedCommands('Backup and restore');

const folder = mkdtempSync(join(tmpdir(), 'operations-restore-'));
const servers: DebianPostgres[] = [];
const pools: pg.Pool[] = [];
let world: World | null = null;
afterAll(async () => {
  await world?.stop();
  for (const pool of pools) await pool.end();
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Types what the documentation says, with this server, these folders, and the service that is built already. */
function type(server: DebianPostgres, dataDir: string, ...blocks: string[]): Promise<CommandOutput> {
  const commands = blocks
    .join('\n')
    .replaceAll('127.0.0.1:5432', `127.0.0.1:${server.port}`)
    .replaceAll(/organization(s\.dump|-files\.tgz)/g, (name) => join(folder, name))
    .replaceAll('.data', dataDir)
    .replaceAll('npm run migrate', 'node dist/migrate.js');
  return runCommands(commands);
}

async function typeAll(server: DebianPostgres, dataDir: string, ...blocks: string[]): Promise<void> {
  expect(await type(server, dataDir, ...blocks)).toMatchObject({ code: 0 });
}

const ROLES = blockWith(DEPLOYMENT, 'init.sql');
const SCHEMA = blockWith(DEPLOYMENT, 'DATABASE_MIGRATION_URL=');
/** Step 2 without its last line: the environment alone. */
const ADDRESSES = SCHEMA.replace(/^npm run migrate$/m, '');

async function newServer(): Promise<DebianPostgres> {
  const server = await startPostgres15();
  servers.push(server);
  return server;
}

function databaseOn(server: DebianPostgres): TestDatabase {
  const admin = new pg.Pool({ connectionString: server.url('organizations'), max: 5 });
  admin.on('error', () => undefined);
  pools.push(admin);
  return {
    name: 'organizations',
    owner: 'organization_owner',
    applicationUrl: server.url('organizations', 'organization_app', 'app-secret'),
    ownerUrl: server.url('organizations', 'organization_owner', 'owner-secret'),
    admin,
    drop: () => Promise.resolve(),
  };
}

const start = (server: DebianPostgres, dataDir: string): Promise<World> =>
  World.startOn(databaseOn(server), { APP_SECRET: SECRET, DATA_DIR: dataDir, PUBLIC_URL: 'http://localhost:3000' });

it('finds a Postgres 15 to try backup and restore on', () => {
  // Without it nothing of this file can be shown: "apt-get install postgresql-15", as .ci/run does.
  expect(hasPostgres15).toBe(true);
});

(hasPostgres15 ? describe : describe.skip)(
  'a backup by the commands of docs/operations.md, on Debian’s Postgres 15',
  () => {
    let before: { first: unknown; second: unknown; schema: string; digests: Record<string, string> };
    let first: PopulatedOrganization;
    let second: PopulatedOrganization;
    let fresh: DebianPostgres;
    const [dataDir, freshDataDir] = [join(folder, 'data'), join(folder, 'fresh-data')];

    it('is taken beside the running service, that has an email to send', async () => {
      const server = await newServer();
      await typeAll(server, dataDir, ROLES, SCHEMA);
      await typeAll(server, dataDir, blockWith(BACKUP, 'create role organization_backup'));
      world = await start(server, dataDir);
      [first, second] = [await populateOrganization(world, 'one'), await populateOrganization(world, 'two')];
      await world.smtp.stop();
      const dueInvitation = { email: 'due@example.com', role: 'member' };
      expect((await first.owner.post(`${first.path}/invitations`, dueInvitation)).status).toBe(201);
      before = {
        first: await seenBy(first),
        second: await seenBy(second),
        schema: await schemaOf(server),
        digests: await digests(world),
      };
      await typeAll(server, dataDir, blockWith(BACKUP, 'pg_dump'));
    }, 180_000);

    it('cannot be taken as the owner, and must not be with --enable-row-security', async () => {
      const [server] = servers;
      if (!server || !world) throw new Error('There is no server.');
      const dump = `pg_dump --data-only --table=credit_entry '${world.database.ownerUrl}'`;
      expect(await runCommands(dump)).toMatchObject({ code: 1, output: expect.stringContaining('row-level security') });
      const without = await runCommands(`${dump} --enable-row-security`);
      expect([without.code, without.output.includes('\tgrant\t')]).toEqual([0, false]);
      const asRole = `pg_dump --data-only --table=credit_entry '${server.url('organizations', 'organization_backup', 'backup-secret')}'`;
      expect((await runCommands(asRole)).output).toContain('\tgrant\t');
    });

    it('brings every row, right and policy to a new server', async () => {
      await world?.stop();
      world = null;
      fresh = await newServer();
      await typeAll(fresh, freshDataDir, ROLES, ADDRESSES, blockWith(BACKUP, 'pg_restore'));
      expect(await schemaOf(fresh)).toBe(before.schema);
      expect(await digests({ database: databaseOn(fresh) })).toEqual(before.digests);
    }, 180_000);

    it('is the service again, with an empty Redis: the same answers, the logo, and who was signed in', async () => {
      world = await start(fresh, freshDataDir);
      const at = (place: PopulatedOrganization): PopulatedOrganization => ({
        ...place,
        owner: new Client(world?.service.url ?? '', place.owner.token),
      });
      [first, second] = [at(first), at(second)];
      expect(await seenBy(first)).toEqual(before.first);
      expect(await seenBy(second)).toEqual(before.second);
    }, 120_000);

    it('sends the email that was due, whose link works', async () => {
      if (!world) throw new Error('The service was not restored.');
      const invitee = await world.person('Due', 'due@example.com');
      const accepted = await invitee.post(`/invitations/${await world.tokenFor('due@example.com')}/accept`);
      expect(accepted).toMatchObject({ status: 200, body: { organizationId: first.id } });
      await waitFor('the audit event', async () => {
        const { body } = await first.owner.get(`${first.path}/audit-events?limit=1`);
        return (body.data as { action: string }[])[0]?.action === 'invitation.accepted';
      });
    });

    it('opens the settings of integrations, and writes on', async () => {
      if (!world) throw new Error('The service was not restored.');
      const { body } = await first.owner.get(`${first.path}/integrations`);
      const [integration] = body.data as { id: string; settingNames: string[] }[];
      const settings = await settingsOf(world, integration?.id ?? '', SECRET);
      expect(Object.keys(settings as object)).toEqual(integration?.settingNames);
      expect((await first.owner.post(`${first.path}/leads`, { name: 'After the restore' })).status).toBe(201);
    });

    it('keeps organizations apart, by the service and by the database', async () => {
      const lead = ((await second.owner.get(`${second.path}/leads`)).body.data as { id: string }[])[0];
      expect((await first.owner.get(`${second.path}/leads`)).status).toBe(404);
      expect((await first.owner.get(`${first.path}/leads/${lead?.id}`)).status).toBe(404);
      expect((await second.owner.get(`${second.path}/leads/${lead?.id}`)).status).toBe(200);
      const application = new pg.Client({ connectionString: world?.database.applicationUrl });
      await application.connect();
      try {
        for (const table of DATABASE_SCHEMA.tablesOf('tenant')) {
          const { rows } = await application.query<{ seen: string }>(`select count(*) as seen from ${table}`);
          expect([table, Number(rows[0]?.seen)]).toEqual([table, 0]);
        }
        await expect(application.query('alter table lead disable row level security')).rejects.toThrow('must be owner');
      } finally {
        await application.end();
      }
    });

    it('goes back onto the same server, too, in place of what is there', async () => {
      const [server] = servers;
      if (!server) throw new Error('There is no server.');
      await pools[0]?.end();
      pools.shift();
      const again = blockWith(BACKUP, 'drop database');
      await typeAll(server, join(folder, 'same'), again, ADDRESSES, blockWith(BACKUP, 'pg_restore'));
      expect(await schemaOf(server)).toBe(before.schema);
      expect(await digests({ database: databaseOn(server) })).toEqual(before.digests);
    }, 120_000);
  },
);

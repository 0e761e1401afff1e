import { createHash } from 'node:crypto';
import { KIND_NAMES } from '../../records/support/kinds.js';
import { getLogo } from '../../settings/support/uploads.js';
import type { TestDatabase } from '../../support/database.js';
import type { PopulatedOrganization } from '../../support/populated-organization.js';
import { runCommands, type DebianPostgres } from './debian-postgres.js';

/** Rows of these change while a backup is taken. */
const UNDER_WAY = ['outbox'];

/** What is different a moment later, whatever happened. */
const PASSING = /^(lastActiveAt|lastUsedAt|emailStatus)$/;

const PARTS = [
  '',
  '/members?status=active,removed',
  '/invitations',
  '/seats',
  '/billing',
  '/billing/credits',
  '/billing/credits/ledger',
  '/revenue-targets',
  '/conversations',
  '/reassignments',
  '/api-keys',
  '/analytics/revenue',
  '/audit-events',
  ...KIND_NAMES.map((kind) => `/${kind}`),
];

/** Everything that the owner of an organization reads of it, and its logo. */
export async function seenBy({ owner, path }: PopulatedOrganization): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const part of PARTS) {
    const { status, text } = await owner.get(`${path}${part}`);
    if (status !== 200) throw new Error(`${part} answers ${status}: ${text}`);
    seen[part] = JSON.parse(text, (key, value: unknown) => (PASSING.test(key) ? undefined : value)) as unknown;
  }
  const { logoUrl } = seen[''] as { logoUrl: string };
  const { status, bytes } = await getLogo(owner.baseUrl, logoUrl);
  return { ...seen, logo: [status, createHash('sha256').update(bytes).digest('hex')] };
}

/** What the running service writes down a moment after a request: when someone was last active, or a key last used. */
const WRITTEN_LATER = ['last_active_at', 'last_used_at'];

/** A digest of all rows of each table. */
export async function digests({ database }: { database: TestDatabase }): Promise<Record<string, string>> {
  const { rows: tables } = await database.admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !UNDER_WAY.includes(table.name))) {
    const { rows } = await database.admin.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(r::text, E'\\n' order by r::text)), '') as digest
       from (select to_jsonb(t) - $1::text[] as r from ${name} t) rows`,
      [WRITTEN_LATER],
    );
    found[name] = rows[0]?.digest ?? '';
  }
  return found;
}

/** Tables, indexes, functions, policies, owners and grants, as Postgres itself writes them. */
export async function schemaOf(server: DebianPostgres): Promise<string> {
  const { code, output } = await runCommands(`pg_dump --schema-only '${server.url('organizations')}'`);
  if (code !== 0) throw new Error(output);
  // Newer tools guard their output by a word that differs each time.
  return output.replace(/^\\(un)?restrict .*\n/gm, '');
}

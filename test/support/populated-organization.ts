import { createConversation, storeExchange } from '../assistant/support/chat.js';
import { importCsv } from '../imports/support/csv.js';
import { KIND_NAMES, KINDS } from '../records/support/kinds.js';
import { png } from '../settings/support/pictures.js';
import { upload } from '../settings/support/uploads.js';
import type { Client } from './client.js';
import type { World } from './world.js';

export interface PopulatedOrganization {
  readonly id: string;
  readonly path: string;
  readonly owner: Client;
  readonly invited: string;
}

/**
 * An organization with rows in every tenant table: members, a removed one, a pending invitation with its email, seats, credits,
 * a key, a target, a logo, a removal's move, records, a conversation, an import, audit events, a stored answer, a notice, a notification, a report. A new table that
 * no call here fills is filled here, by a call or by SQL.
 */
export async function populateOrganization(world: World, name: string): Promise<PopulatedOrganization> {
  const organization = await world.organization('enterprise', await world.person(`Owner ${name}`));
  const { owner, path, id } = organization;
  await world.member(organization, 'admin', await world.person(`Admin ${name}`));
  const leaving = await world.member(organization, 'member', await world.person(`Leaving ${name}`));
  await owner.delete(`${path}/members/${leaving.membershipId}`);
  // As the removal's run writes it down of each record that it moves.
  await world.database.admin.query(
    `insert into removal_move (organization_id, reassignment_id, kind, created_at, record_id)
     select organization_id, id, 'leads', now(), gen_random_uuid() from reassignment where organization_id = $1`,
    [id],
  );
  const invited = `invited.${name}@example.com`;
  await owner.post(
    `${path}/invitations`,
    { email: invited, role: 'viewer', message: `Words for ${name}` },
    { 'Idempotency-Key': 'furnish' },
  );
  await owner.post(`${path}/api-keys`, { name: 'Import', role: 'viewer' });
  await owner.put(`${path}/revenue-targets/2026-12`, { amount: { amount: 100 } });
  await upload(owner, path, await png());
  for (const kind of KIND_NAMES) await owner.post(`${path}/${kind}`, KINDS[kind].create);
  await importCsv(owner, path, 'leads', 'name\n"Bad\nname"\n');
  // The pieces of a file are there before its import, and are deleted after it.
  await world.database.admin.query(
    `insert into import_chunk (organization_id, import_id, number, bytes)
     select organization_id, gen_random_uuid(), 0, 'name' from import where organization_id = $1 limit 1`,
    [id],
  );
  const chat = await createConversation(owner, { path });
  await storeExchange(world, id, chat.split('/').at(-2) ?? '');
  await world.database.admin.query(
    `insert into notice (organization_id, id, kind, occasion, facts, status, stale_at, ended_at)
     values ($1, gen_random_uuid(), 'credits-80', 'furnish', '{}', 'sent', now(), now())`,
    [id],
  );
  await world.database.admin.query(
    `insert into monthly_report (organization_id, month, ended_at) values ($1, '2026-10', now())`,
    [id],
  );
  await world.database.admin.query(
    `insert into notification (organization_id, id, membership_id, kind, subject_id, facts)
     select organization_id, gen_random_uuid(), id, 'member.role_changed', gen_random_uuid(), '{}'
     from membership where organization_id = $1 and role = 'owner'`,
    [id],
  );
  await owner.put(`${path}/email-preferences`, { monthlyReport: false });
  return { id, path, owner, invited };
}

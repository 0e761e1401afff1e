import type { Person } from './actor.js';
import type { System } from './system.js';

const ORGANIZATIONS = 2;
const LEADS = 4_000;

/** Two organizations on Enterprise whose owners have so many leads that to move them takes several batches. */
export async function addManyLeads(system: System, people: readonly Person[]): Promise<void> {
  for (const [index, { token }] of people.slice(0, ORGANIZATIONS).entries()) {
    const call = async (method: string, path: string, body: unknown): Promise<{ id: string }> => {
      const answer = await fetch(`${system.apis[0]?.url ?? ''}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as { id: string };
    };
    const { id } = await call('POST', '/organizations', { name: `Large ${index + 1}` });
    await call('PUT', `/organizations/${id}/billing/plan`, { plan: 'enterprise' });
    await insertLeads(system, id);
  }
}

async function insertLeads({ database }: System, organizationId: string): Promise<void> {
  await database.admin.query(
    `with added as (
       insert into lead (organization_id, id, name, status, owner_id)
       select organization_id, gen_random_uuid(), 'Seeded ' || number, 'new', owner_membership_id
       from organization cross join generate_series(1, $2::int) number where organization_id = $1
       returning organization_id, id)
     insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, target_id, changes)
     select organization_id, gen_random_uuid(), 'lead.created', 'system', 'Seed', 'record', id::text, '{}' from added`,
    [organizationId, LEADS],
  );
}

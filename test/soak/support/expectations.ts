import { ANYTHING, type Register } from './registers.js';
import type { CallRecord } from './calls.js';
import { readValues } from './state.js';
import type { System } from './system.js';

interface EventRow {
  readonly request_id: string;
  readonly action: string;
  readonly target_id: string | null;
}

/** What the answers promised, compared with the database: in words, what does not agree. */
export async function brokenPromises(
  system: System,
  records: readonly CallRecord[],
  registers: ReadonlyMap<string, Register>,
): Promise<string[]> {
  const events = await eventsOf(system, records);
  return [...brokenEvents(records, events), ...(await brokenValues(system, events, registers))];
}

async function eventsOf({ database }: System, records: readonly CallRecord[]): Promise<EventRow[]> {
  const { rows } = await database.admin.query<EventRow>(
    'select request_id, action, target_id from audit_event where request_id = any ($1)',
    [records.flatMap(({ requestIds }) => requestIds)],
  );
  return rows;
}

/** A change that was answered has its event, once; what was refused has none; what was not answered has one or none. */
function brokenEvents(records: readonly CallRecord[], events: readonly EventRow[]): string[] {
  const byRequest = new Map<string, string[]>();
  for (const { request_id: id, action } of events) byRequest.set(id, [...(byRequest.get(id) ?? []), action]);
  return records.flatMap(({ spec, requestIds, outcome }) => {
    const actions = requestIds.flatMap((id) => byRequest.get(id) ?? []);
    const own = spec.action?.split('|') ?? [];
    const main = actions.filter((action) => own.includes(action)).length;
    const foreign = actions.filter((action) => !own.includes(action) && !spec.alongside?.includes(action));
    const least = outcome === 'done' && spec.action !== null && !spec.mayBeSilent ? 1 : 0;
    const most = outcome === 'refused' ? 0 : 1;
    const fits = main >= least && main <= most && foreign.length === 0 && (main > 0 || actions.length === 0);
    return fits ? [] : [`${spec.op}, ${outcome}, has the events [${actions.join(', ')}] (${spec.method} ${spec.path})`];
  });
}

/** Every value is that of a call which may have been the last to set it. */
async function brokenValues(
  system: System,
  events: readonly EventRow[],
  registers: ReadonlyMap<string, Register>,
): Promise<string[]> {
  const values = await readValues(system);
  const byEvent = new Set(events.map(({ action, target_id: id }) => `${action}:${id ?? ''}`));
  const usedUp = await invitationsUsedUp(system);
  const broken: string[] = [];
  for (const [name, register] of registers) {
    const value = values.get(name);
    if (value === undefined) {
      if (!register.allows(ANYTHING)) broken.push(`${name} is not there, though it was answered`);
      continue;
    }
    if (register.allows(value)) continue;
    const [what, id] = name.split(':');
    // Links and an organization's end reach invitations that the caller did not name: their events tell which.
    if (what === 'invitation' && (byEvent.has(`invitation.${value}:${id ?? ''}`) || usedUp.has(id ?? ''))) continue;
    // And the removal or demotion of their creator revokes keys.
    if (what === 'key' && value === 'true' && byEvent.has(`api_key.revoked:${id ?? ''}`)) continue;
    broken.push(`${name} is ${value}, expected ${register.expected()}`);
  }
  return broken;
}

/** Pending invitations to someone who came back by reinstatement. */
async function invitationsUsedUp({ database }: System): Promise<Set<string>> {
  const { rows } = await database.admin.query<{ id: string }>(
    `select i.id from invitation i where i.status = 'accepted' and exists (select 1 from audit_event a
       where a.organization_id = i.organization_id and a.target_id = i.accepted_by::text and a.action = 'member.reinstated')`,
  );
  return new Set(rows.map(({ id }) => id));
}

const LISTS = [
  ['members?status=active,removed&', 'membership'],
  ['invitations?', 'invitation'],
  ['leads?', 'lead'],
  ['deals?', 'deal'],
  ['campaigns?', 'campaign'],
  ['audit-events?', 'audit_event'],
] as const;

/** Reads every living organization as its owner, and finds exactly its own rows there, and no one else's. */
export async function foreignRows(system: System, tokens: ReadonlyMap<string, string>): Promise<string[]> {
  const { rows: owners } = await system.database.admin.query<{ id: string; user_id: string }>(
    `select o.organization_id as id, m.user_id from organization o
     join membership m on m.organization_id = o.organization_id and m.id = o.owner_membership_id
     where o.deleted_at is null`,
  );
  const broken: string[] = [];
  for (const [index, { id, user_id: userId }] of owners.entries()) {
    const api = system.apis[index % system.apis.length];
    for (const [list, table] of LISTS) {
      const url = `${api?.url ?? ''}/api/v1/organizations/${id}/${list}limit=100`;
      const seen = await firstPage(url, tokens.get(userId) ?? '');
      const { rows } = await system.database.admin.query<{ own: string; all: string }>(
        `select count(*) filter (where id = any ($2::uuid[])) as own, least(count(*), 100) as all
         from ${table} where organization_id = $1`,
        [id, seen],
      );
      const [own, all] = [Number(rows[0]?.own), Number(rows[0]?.all)];
      if (own !== seen.length || own !== all)
        broken.push(`${table} of ${id}: ${seen.length} seen, ${own} its own of ${all}`);
    }
  }
  return broken;
}

async function firstPage(url: string, token: string): Promise<string[]> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status !== 200) return [`${answer.status}`];
  return ((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
}

/** Members are let in and no one else is, with the next request. */
export async function accessViolations(
  system: System,
  people: readonly { userId: string; token: string }[],
): Promise<string[]> {
  const { rows } = await system.database.admin.query<{ id: string; members: string[] }>(
    `select o.organization_id as id, array(select user_id::text from membership m
       where m.organization_id = o.organization_id and m.status = 'active' and o.deleted_at is null) as members
     from organization o`,
  );
  const broken: string[] = [];
  for (const { id, members } of rows) {
    for (const [index, { userId, token }] of people.entries()) {
      const url = `${system.apis[index % 2]?.url ?? ''}/api/v1/organizations/${id}/permissions`;
      const { status } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      const due = members.includes(userId) ? 200 : 404;
      if (status !== due) broken.push(`the access check of ${id} answered ${status} instead of ${due}`);
    }
  }
  return broken;
}

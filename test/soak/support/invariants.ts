import { hashOf, type KeptMail } from './mailbox.js';
import type { System } from './system.js';

/** What must never be found, each a statement that answers the rows which are wrong. */
const NEVER: readonly (readonly [string, string])[] = [
  [
    'not exactly one owner',
    `select o.organization_id from organization o
     left join membership m on m.organization_id = o.organization_id and m.role = 'owner' and m.status = 'active'
     where o.deleted_at is null group by 1, o.owner_membership_id
     having count(m.id) <> 1 or min(m.id::text) is distinct from o.owner_membership_id::text`,
  ],
  [
    'more seats than the plan has, without a restore that explains it',
    `select s.organization_id, s.plan, count(*) from subscription s join seat using (organization_id)
     join (values ('free', 1), ('starter', 3), ('pro', 10)) l (plan, seats) on l.plan = s.plan
     join organization o using (organization_id)
     where o.deleted_at is null and not exists (select 1 from audit_event a
       where a.organization_id = s.organization_id and a.action = 'organization.restored')
     group by 1, 2, l.seats having count(*) > l.seats`,
  ],
  [
    'seats that are not those of active members and pending invitations',
    `(select organization_id, holder_id, kind from seat
      except (select organization_id, id, 'member' from membership where status = 'active'
              union all select organization_id, id, 'invitation' from invitation where status = 'pending'))
     union all
     ((select organization_id, id, 'member' from membership where status = 'active'
       union all select organization_id, id, 'invitation' from invitation where status = 'pending')
      except select organization_id, holder_id, kind from seat)`,
  ],
  [
    'a ledger whose sum is not its balance',
    `select organization_id from credit_entry e group by 1
     having sum(credits) <> (select balance_after from credit_entry l where l.organization_id = e.organization_id
                             order by number desc limit 1)
        or min(balance_after) < 0 or count(*) <> max(number)`,
  ],
  [
    'a top-up without its event, or the reverse',
    `select organization_id from credit_entry group by 1
     having count(*) filter (where kind = 'top_up') <> (select count(*) from audit_event a
       where a.organization_id = credit_entry.organization_id and a.action = 'credits.topped_up')`,
  ],
  [
    'a record of someone who may own none',
    `select r.organization_id, r.id from (${everyRecord('organization_id, id, owner_id')}) r
     join membership m on m.organization_id = r.organization_id and m.id = r.owner_id
     where m.status <> 'active' or (m.role = 'viewer' and not exists (select 1 from audit_event a
       where a.organization_id = m.organization_id and a.target_id = m.id::text and a.action = 'member.role_changed'))`,
  ],
  [
    // A change and an activation have an event; a move by a run is counted by the run alone.
    'records that moved more or less often than their runs counted',
    `with changes as (
       select organization_id, target_id, count(*) as n from audit_event
       where action in ('lead.updated', 'deal.updated', 'campaign.updated', 'sequence.updated', 'campaign.activated')
       group by 1, 2
     ), moved as (
       select r.organization_id, r.kind, sum(r.version - 1 - coalesce(c.n, 0)) as moves,
              min(r.version - 1 - coalesce(c.n, 0)) as least
       from (${everyRecord('organization_id, id, version')}) r
       left join changes c on c.organization_id = r.organization_id and c.target_id = r.id::text
       group by 1, 2
     ), counted as (
       select r.organization_id, kind.key as kind, sum((kind.value ->> 'done')::int) as done
       from reassignment r cross join lateral jsonb_each(r.progress -> 'byKind') kind group by 1, 2
     )
     select organization_id, kind, moves, done from moved full join counted using (organization_id, kind)
     where coalesce(moves, 0) <> coalesce(done, 0) or least < 0`,
  ],
  [
    'a member without the event of their joining or creation',
    `select m.organization_id, m.id from membership m where not exists (
       select 1 from audit_event a where a.organization_id = m.organization_id and a.actor_id = m.id
         and a.action in ('invitation.accepted', 'organization.created'))`,
  ],
  ['an invitation without its event', unexplained('invitation', 'true', 'invitation.sent')],
  ['a revoked invitation without its event', unexplained('invitation', `status = 'revoked'`, 'invitation.revoked')],
  ['a declined invitation without its event', unexplained('invitation', `status = 'declined'`, 'invitation.declined')],
  ['a key without its event', unexplained('api_key', 'true', 'api_key.created')],
  ['a revoked key without its event', unexplained('api_key', 'revoked_at is not null', 'api_key.revoked')],
  ['a lead without its event', unexplained('lead', 'true', 'lead.created')],
  ['a deal without its event', unexplained('deal', 'true', 'deal.created')],
  ['a campaign without its event', unexplained('campaign', 'true', 'campaign.created')],
  [
    'a membership whose end and return do not fit its events',
    `select m.organization_id, m.id from membership m
     left join audit_event a on a.organization_id = m.organization_id and a.target_id = m.id::text
     group by 1, 2, m.status
     having count(*) filter (where a.action in ('member.removed', 'member.left'))
            - count(*) filter (where a.action = 'member.reinstated') <> (m.status = 'removed')::int`,
  ],
  [
    'an active key with more rights than its creator',
    `select k.organization_id, k.id from api_key k
     join membership m on m.organization_id = k.organization_id and m.id = k.created_by
     where k.revoked_at is null and (m.status = 'removed' or m.role in ('member', 'viewer') and k.role = 'admin'
       or m.role = 'viewer' and k.role = 'member')`,
  ],
  [
    'work that is due',
    `select queue, name, attempts, last_error from outbox where finished_at is null and organization_id is not null`,
  ],
  ['a run that is not over', `select organization_id, id from reassignment where finished_at is null`],
  [
    'a run that is over without having done what it counted',
    `select organization_id, id, status, progress from reassignment
     where status = 'completed' and (progress ->> 'done') <> (progress ->> 'total')`,
  ],
  [
    'an email that is not settled, or an open link whose email never left',
    `select m.organization_id, m.id, m.status from invitation_mail m where m.status in ('queued', 'failed')
     union all
     select i.organization_id, i.id, 'no email' from invitation i join organization o using (organization_id)
     where i.status = 'pending' and o.deleted_at is null and not exists (select 1 from invitation_mail m
       where m.organization_id = i.organization_id and m.invitation_id = i.id and m.status = 'sent')`,
  ],
  [
    'a campaign whose time has come a while ago',
    `select c.organization_id, c.id from campaign c join organization o using (organization_id)
     where c.activates_at < now() - interval '60 seconds' and o.deleted_at is null`,
  ],
];

function everyRecord(columns: string): string {
  return ['lead', 'deal', 'campaign', 'sequence']
    .map((table) => `select ${columns}, '${table}' as thing, '${table}s' as kind from ${table}`)
    .join(' union all ');
}

function unexplained(table: string, where: string, action: string): string {
  return `select t.organization_id, t.id from ${table} t where ${where} and not exists (
    select 1 from audit_event a where a.organization_id = t.organization_id and a.action = '${action}' and a.target_id = t.id::text)`;
}

/** Everything that is wrong in the database, in words. */
export async function brokenInvariants(system: System): Promise<string[]> {
  const broken: string[] = [];
  for (const [what, statement] of NEVER) {
    const { rows } = await system.database.admin.query(statement);
    if (rows.length > 0) broken.push(`${what}: ${rows.length}, such as ${JSON.stringify(rows[0])}`);
  }
  return [...broken, ...(await brokenMails(system))];
}

/** What the mail server has, compared with what the service says that it sent. */
async function brokenMails({ database, mailbox }: System): Promise<string[]> {
  const { rows } = await database.admin.query<{
    id: string;
    status: string;
    email: string;
    hash: string;
    open: boolean;
  }>(
    `select m.id, m.status, i.email, encode(i.token_hash, 'hex') as hash,
            i.status = 'pending' and m.id = (select l.id from invitation_mail l where l.organization_id = i.organization_id
              and l.invitation_id = i.id order by l.created_at desc, l.id desc limit 1) as open
     from invitation_mail m
     join invitation i on i.organization_id = m.organization_id and i.id = m.invitation_id`,
  );
  const kept = mailbox.bySend();
  const broken: string[] = [];
  for (const { id, status, email, hash, open } of rows) {
    const copies = kept.get(id) ?? [];
    kept.delete(id);
    if (status === 'sent' && !copies.some(({ unconfirmed }) => !unconfirmed))
      broken.push(`email ${id} was never taken`);
    if (copies.some(({ to }) => to !== email)) broken.push(`email ${id} went to someone else`);
    if (new Set(copies.map(({ token }) => token)).size > 1) broken.push(`email ${id} had two links`);
    if (open && copies.some(({ token }) => hashOf(token) !== hash))
      broken.push(`email ${id} has a link that leads nowhere`);
  }
  broken.push(...(await brokenNotices(database, kept)));
  for (const id of kept.keys()) broken.push(`there is an email ${id} that no one enqueued`);
  return broken;
}

/** The same for emails that are not an invitation; takes those out of `kept`. They go to who reads them at that time, all of them members. */
async function brokenNotices({ admin }: System['database'], kept: Map<string, readonly KeptMail[]>): Promise<string[]> {
  const { rows } = await admin.query<{ id: string; status: string; readers: string[] }>(
    `select n.id, n.status, array(select e.email from membership m join user_email e on e.user_id = m.user_id
                                  where m.organization_id = n.organization_id) as readers
     from notice n`,
  );
  const broken: string[] = [];
  for (const { id, status, readers } of rows) {
    const copies = kept.get(id) ?? [];
    kept.delete(id);
    if (status === 'queued' || status === 'failed') broken.push(`notice ${id} is ${status}`);
    if (status === 'sent' && !copies.some(({ unconfirmed }) => !unconfirmed))
      broken.push(`notice ${id} was never taken`);
    if (copies.some(({ to }) => !readers.includes(to))) broken.push(`notice ${id} went to a stranger`);
  }
  return broken;
}

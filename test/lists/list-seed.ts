import type { World } from '../support/world.js';

/** As many rows of every kind that has a list as are asked for, in one organization, by SQL: calls would take minutes. */
export async function seedLists({ database: { admin } }: World, organizationId: string, count: number): Promise<void> {
  for (const statement of [MEMBERS, INVITATIONS, ...RECORDS, ...OTHERS])
    await admin.query(statement, [organizationId, count]);
  await admin.query('analyze');
}

const MEMBERS = `
with person as (
  select gen_random_uuid() as user_id, n, 'Person ' || md5(n::text) as name from generate_series(1, $2::int) n
), account as (
  insert into user_account (user_id, name, created_at) select user_id, name, now() - n * interval '1 minute' from person
), address as (
  insert into user_email (email, user_id, is_primary) select 'p' || n || '@crowd.example', user_id, true from person
)
insert into membership (organization_id, id, user_id, account_name, role, status, joined_at, last_active_at, removed_at)
select $1, gen_random_uuid(), user_id, name, case when n % 100 = 1 then 'admin' when n % 3 = 0 then 'viewer' else 'member' end,
       case when n % 4 = 0 then 'removed' else 'active' end, now() - n * interval '1 hour',
       case when n % 5 > 0 then now() - n * interval '1 minute' end, case when n % 4 = 0 then now() - n * interval '1 second' end
from person`;

const INVITATIONS = `
insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, created_at, last_sent_at, expires_at)
select $1, gen_random_uuid(), 'i' || n || '@crowd.example', 'member',
       (array['pending', 'accepted', 'revoked', 'declined', 'pending'])[1 + n % 5], sha256(n::text::bytea), m.id,
       now() - n * interval '1 minute', now(), now() + case when n % 5 = 4 then -1 else 1 end * interval '1 day'
from generate_series(1, $2::int) n, membership m where m.organization_id = $1 and m.role = 'owner'`;

/** A fifth of the records are the owner's, and a fifth were. */
const record = (table: string, columns: string, values: string): string => `
insert into ${table} (organization_id, id, created_at, updated_at, ${columns})
select $1, gen_random_uuid(), now() - n * interval '1 minute', now() - n * interval '1 second', ${values}
from generate_series(1, $2::int) n, membership m where m.organization_id = $1 and m.role = 'owner'`;

const OWNERS = 'owner_id, previous_owner_id';
const OWNED = 'case when n % 5 = 0 then m.id end, case when n % 5 = 1 then m.id end';
const NAME = `'Record ' || md5(n::text)`;

const RECORDS = [
  record(
    'lead',
    `${OWNERS}, name, status`,
    `${OWNED}, ${NAME}, (array['new', 'contacted', 'qualified', 'converted', 'lost'])[1 + n % 5]`,
  ),
  record(
    'deal',
    `${OWNERS}, name, amount, currency, stage, closed_at`,
    `${OWNED}, ${NAME}, n, 'EUR', (array['proposal', 'closed_won'])[1 + n % 2], case when n % 2 = 1 then now() - n * interval '1 hour' end`,
  ),
  record(
    'campaign',
    `${OWNERS}, name, status`,
    `${OWNED}, ${NAME}, (array['draft', 'active', 'paused', 'completed'])[1 + n % 4]`,
  ),
  record('sequence', `${OWNERS}, name, steps`, `${OWNED}, ${NAME}, '[]'`),
  record('call', 'direction, started_at', `'inbound', now() - n * interval '1 hour'`),
  record('automation', 'name, trigger, conditions, actions, enabled', `${NAME}, 'lead.updated', '[]', '[]', true`),
  record('integration', 'name, provider, setting_names, sealed_settings', `${NAME}, 'mailgun', '{}', 'sealed'`),
];

const OTHERS = [
  `insert into audit_event (organization_id, id, action, actor_kind, actor_id, actor_name, target_kind, target_id, target_name, changes, at)
   select $1, gen_random_uuid(), (array['lead.created', 'lead.updated', 'member.removed'])[1 + n % 3], 'member', m.id, 'Owner',
          'record', m.id, 'Record ' || md5(n::text), '{}', now() - n * interval '1 minute'
   from generate_series(1, $2::int) n, membership m where m.organization_id = $1 and m.role = 'owner'`,
  `insert into api_key (organization_id, id, name, role, key_hash, created_by, created_at, revoked_at)
   select $1, gen_random_uuid(), 'Key ' || md5(n::text), 'viewer', sha256(n::text::bytea), m.id, now() - n * interval '1 minute',
          case when n > 10 then now() end
   from generate_series(1, $2::int) n, membership m where m.organization_id = $1 and m.role = 'owner'`,
  `insert into credit_entry (organization_id, number, id, kind, monthly, top_up, monthly_after, top_up_after, usage, feature, key,
                             actor_kind, actor_name, period_started_at)
   select $1, e.number + n, gen_random_uuid(), 'debit', -1, 0, e.monthly_after - n, e.top_up_after, 1, 'assistant', 'key ' || n,
          'system', 'System', e.period_started_at
   from generate_series(1, $2::int) n,
        (select * from credit_entry where organization_id = $1 order by number desc limit 1) e`,
  `insert into reassignment (organization_id, id, targets, kinds, status, progress, requested_by, purpose, created_at, finished_at)
   select $1, gen_random_uuid(), 'null', '{leads}', 'completed', '{"total": 0, "done": 0, "byKind": {}}',
          '{"kind": "system", "id": null, "name": "System"}', 'request', now() - n * interval '1 minute', now()
   from generate_series(1, $2::int) n`,
  `insert into notification (organization_id, id, membership_id, kind, subject_id, facts, created_at, read_at)
   select $1, gen_random_uuid(), m.id, 'reassignment.completed', gen_random_uuid(), '{}', now() - n * interval '1 minute',
          case when n > 20 then now() end
   from generate_series(1, $2::int) n, membership m where m.organization_id = $1 and m.role = 'owner'`,
  `with own as (
     insert into conversation (organization_id, id, owner_id, title, created_at)
     select $1, gen_random_uuid(), m.id, 'Chat ' || md5(n::text), now() - n * interval '1 minute'
     from generate_series(1, $2::int) n, membership m where m.organization_id = $1 and m.role = 'owner'
     returning id, organization_id, created_at
   ), longest as (select id from own order by created_at desc limit 1)
   insert into conversation_message (organization_id, id, conversation_id, number, role, content, tier, credits, status, finished_at)
   select $1, gen_random_uuid(), longest.id, n, 'user', 'Hello', 'fast', 0, 'completed', now()
   from generate_series(1, $2::int) n, longest`,
  `insert into conversation (organization_id, id, owner_id, title, created_at, archived_at)
   select $1, gen_random_uuid(), m.id, 'Archived ' || md5(n::text), now() - n * interval '1 minute', now() - n * interval '1 second'
   from generate_series(1, $2::int) n,
        (select id from membership where organization_id = $1 and status = 'removed' limit 1) m`,
  `insert into revenue_target (organization_id, period, amount, currency)
   select $1, to_char(date '1900-01-01' + n * interval '1 month', 'YYYY-MM'), n, 'EUR' from generate_series(1, $2::int) n`,
];

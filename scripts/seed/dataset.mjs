// Sample organizations with their members and records, created inside Postgres: for `npm run seed` and for the benchmarks.

const LEADS_PER_STEP = 10_000;
const ORGANIZATIONS_PER_STEP = 100;

/** One sales campaign and one sequence per so many leads, one deal and one call per so many. */
const LEADS_PER = { campaign: 1_000, sequence: 1_000, deal: 10, call: 5 };

/**
 * Functions of the session. They set the tenant for each organization in turn, since row-level security is forced on the
 * tables' owner, too. UUIDv7 is composed by hand: Postgres has it from 18 on, and the service supports 15.
 */
const FUNCTIONS = `
create or replace function pg_temp.seed_id(at timestamptz) returns uuid language sql volatile as $$
  select (substr(time, 1, 8) || '-' || substr(time, 9, 4) || '-7' || substr(gen_random_uuid()::text, 16))::uuid
  from (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as time) t
$$;

create or replace function pg_temp.seed_organization(label text, members integer, plan text, domain text)
returns uuid language plpgsql as $$
declare
  tenant constant uuid := pg_temp.seed_id(clock_timestamp());
  slug constant text := 'sample-' || replace(tenant::text, '-', '');
  mail_domain constant text := coalesce(domain, slug || '.example');
begin
  perform set_config('app.organization_id', tenant::text, true);
  with person as materialized (
    select m, pg_temp.seed_id(clock_timestamp()) as id, pg_temp.seed_id(clock_timestamp()) as user_id,
           case when m = 1 then 'owner' when m <= 3 then 'admin' when m > members * 0.8 then 'viewer' else 'member' end as role,
           (array['Ada', 'Bela', 'Chloé', 'Dmitri', 'Esi', 'Farid', 'Grace', 'Hana', 'Ines', 'Jun'])[1 + (m * 3 + 4) % 10]
             || ' ' || (array['Adeyemi', 'Bauer', 'Costa', 'Diaz', 'Eriksen', 'Fontaine', 'Gupta', 'Haddad', 'Ito'])[1 + m % 9]
             || case when m > 90 then ' ' || m else '' end as name
    from generate_series(1, members) m
  ), account as (
    insert into user_account (user_id, name) select user_id, name from person
  ), address as (
    insert into user_email (email, user_id, is_primary)
    select case m when 1 then 'owner' else 'member-' || m end || '@' || mail_domain, user_id, true from person
  ), taken as (
    insert into organization_slug (slug, organization_id) values (slug, tenant)
  ), joined as (
    insert into membership (organization_id, id, user_id, account_name, role, status, last_active_at)
    select tenant, id, user_id, name, role, 'active', now() - m * interval '1 hour' from person
  ), seated as (
    insert into seat (organization_id, holder_id, kind) select tenant, id, 'member' from person
  ), subscribed as (
    insert into subscription (organization_id, plan, status) values (tenant, plan, 'active')
  ), credited as (
    insert into credit_account (organization_id, period_started_at, period_ends_at)
    values (tenant, now(), now() + interval '1 month')
  ), granted as (
    insert into credit_entry (organization_id, number, id, kind, monthly, top_up, monthly_after, top_up_after, actor_kind,
                              actor_name, period_started_at)
    select tenant, 1, pg_temp.seed_id(clock_timestamp()), 'grant', credits, 0, credits, 0, 'system', 'System', now()
    from (select case plan when 'free' then 50 when 'starter' then 3000 when 'pro' then 10000 else 40000 end as credits) c
  ), scheduled as (
    insert into due_work (organization_id, kind, due_at) values (tenant, 'billing', now() + interval '1 month')
  )
  insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
  select tenant, label, slug, 'EUR', 'Europe/Berlin', 1, id from person where m = 1;
  return tenant;
end $$;

-- The leads with these numbers, of so many in total, the oldest first, with their deals and calls. One of ten is unassigned, and
-- some of these had an owner before.
create or replace function pg_temp.seed_leads(tenant uuid, first integer, last integer, total integer)
returns void language plpgsql as $$
declare owners uuid[];
begin
  perform set_config('app.organization_id', tenant::text, true);
  select array_agg(id order by id) into owners from membership
  where organization_id = tenant and status = 'active' and role <> 'viewer';
  with lead_to_be as (
    select n, date_trunc('milliseconds', now() - (total - n) * (interval '700 days' / total)) as at,
           owners[1 + (n::bigint * 7919 % cardinality(owners))::integer] as someone,
           (array['Ada', 'Alan', 'Annie', 'Barbara', 'Chen', 'Dorothy', 'Edsger', 'Fatima', 'Grace', 'Hedy', 'Ivan', 'Jean',
                  'Katherine', 'Lin', 'Margaret', 'Niklaus', 'Olga', 'Priya', 'Radia', 'Søren', 'Tim', 'Yukihiro', 'Zoë'])
             [1 + n % 23] as first_name,
           (array['Allen', 'Bartik', 'Cerf', 'Dijkstra', 'Easley', 'Floyd', 'Goldberg', 'Hopper', 'Iverson', 'Johnson', 'Kay',
                  'Lovelace', 'McCarthy', 'Noether', 'Ogden', 'Perlman', 'Ritchie', 'Sammet', 'Turing', 'Wirth', 'Yao'])
             [1 + (n / 23) % 21] as last_name,
           (array['Orbit', 'Harbour', 'Meridian', 'Juniper', 'Cobalt', 'Lantern', 'Quarry', 'Sable', 'Tundra', 'Willow'])
             [1 + (n / 7) % 10] || ' ' || 1 + (n::bigint * 104729 % 20011) as company
    from generate_series(first, last) n
  ), added as (
    insert into lead (organization_id, id, owner_id, previous_owner_id, name, email, phone, company, status, created_at, updated_at)
    select tenant, pg_temp.seed_id(at), case when n % 10 <> 0 then someone end, case when n % 20 = 0 then someone end,
           first_name || ' ' || last_name, lower(first_name || '.' || last_name) || n || '@example.com',
           '+49 30 ' || 1000000 + n % 9000000, company || ' Ltd.',
           (array['new', 'new', 'contacted', 'contacted', 'qualified', 'converted', 'lost'])[1 + (n::bigint * 31 % 7)::integer],
           at, at
    from lead_to_be
    returning id, owner_id, previous_owner_id, name, created_at, (hashtext(id::text) & 1048575) as chance
  ), dealt as (
    insert into deal (organization_id, id, owner_id, previous_owner_id, name, amount, currency, stage, closed_at, lead_id,
                      created_at, updated_at)
    select tenant, pg_temp.seed_id(created_at), owner_id, previous_owner_id, 'Offer to ' || name, 10000 + chance * 5, 'EUR', stage,
           case when stage like 'closed%' then created_at end, id, created_at, created_at
    from (select *, (array['qualification', 'proposal', 'negotiation', 'closed_won', 'closed_lost'])[1 + chance / 16 % 5] as stage
          from added where chance % ${LEADS_PER.deal} = 0) d
  )
  insert into call (organization_id, id, direction, lead_id, started_at, duration_seconds, made_by_id, created_at, updated_at)
  select tenant, pg_temp.seed_id(created_at), (array['inbound', 'outbound'])[1 + chance / 32 % 2], id, created_at, chance % 900,
         owner_id, created_at, created_at
  from added where chance % ${LEADS_PER.call} = 1;
end $$;

create or replace function pg_temp.seed_campaigns(tenant uuid, campaigns integer, sequences integer)
returns void language plpgsql as $$
declare owners uuid[];
begin
  perform set_config('app.organization_id', tenant::text, true);
  select array_agg(id order by id) into owners from membership
  where organization_id = tenant and status = 'active' and role <> 'viewer';
  insert into campaign (organization_id, id, owner_id, name, status)
  select tenant, pg_temp.seed_id(clock_timestamp()), owners[1 + n % cardinality(owners)], 'Campaign ' || n,
         (array['draft', 'active', 'paused', 'completed'])[1 + n % 4]
  from generate_series(1, campaigns) n;
  insert into sequence (organization_id, id, owner_id, name, steps)
  select tenant, pg_temp.seed_id(clock_timestamp()), owners[1 + n % cardinality(owners)], 'Sequence ' || n, '[{"wait": 2}]'
  from generate_series(1, sequences) n;
end $$;
`;

/** The address by which the owner signs in to the organization of this number, where the identity is local. */
export function ownerAddress(number) {
  return `owner@${domainOf(number)}`;
}

function domainOf(number) {
  return number === 1 ? 'seed.test' : `seed-${number}.test`;
}

/**
 * A session on this connection that creates sample data. Its role has to be the tables' owner, or a superuser.
 *
 * @param {import('pg').Client} client
 */
export async function startSeeding(client) {
  await client.query(FUNCTIONS);
  return {
    /**
     * Organizations with an owner, two admins, members, and a fifth of viewers, and so many leads each.
     *
     * @param {{ count: number, members: number, leads?: number, plan?: string, label?: string, firstNumber?: number }} wanted
     *   with `firstNumber` people get short addresses, as {@link ownerAddress} tells; else some that are unique by themselves
     * @param {(organizations: number) => void} [tell] how many were added since it last told
     * @returns {Promise<string[]>} their ids
     */
    async organizations(
      { count, members, leads = 0, plan = 'enterprise', label = 'Acme Sales', firstNumber },
      tell = () => {},
    ) {
      const ids = [];
      for (let first = 1; first <= count; first += ORGANIZATIONS_PER_STEP) {
        const last = Math.min(count, first + ORGANIZATIONS_PER_STEP - 1);
        const added = await inTransaction(client, async () => {
          const { rows } = await client.query(
            `select pg_temp.seed_organization($1::text || ' ' || n, $2, $3, domain) as id
             from unnest($4::int[], $5::text[]) organization (n, domain)`,
            [label, members, plan, ...numbersAndDomains(first, last, firstNumber)],
          );
          for (const { id } of leads > 0 ? rows : []) {
            await client.query('select pg_temp.seed_leads($1, 1, $2, $2)', [id, leads]);
          }
          return rows.map(({ id }) => id);
        });
        ids.push(...added);
        tell(added.length);
      }
      return ids;
    },

    /**
     * Leads for an organization, and in proportion to them deals, calls, campaigns and sequences, in steps that are committed
     * one by one.
     *
     * @param {string} organizationId
     * @param {number} leads
     * @param {(leads: number) => void} [tell] receives how many were added since the last call
     */
    async records(organizationId, leads, tell = () => {}) {
      for (let first = 1; first <= leads; first += LEADS_PER_STEP) {
        const last = Math.min(leads, first + LEADS_PER_STEP - 1);
        await inTransaction(client, () =>
          client.query('select pg_temp.seed_leads($1, $2, $3, $4)', [organizationId, first, last, leads]),
        );
        tell(last - first + 1);
      }
      await inTransaction(client, () =>
        client.query('select pg_temp.seed_campaigns($1, $2, $3)', [
          organizationId,
          Math.ceil(leads / LEADS_PER.campaign),
          Math.ceil(leads / LEADS_PER.sequence),
        ]),
      );
    },

    /** The first number whose addresses no one has yet. */
    async nextNumber() {
      const { rows } = await client.query(
        `select 1 + coalesce(max(coalesce(substring(email from '^owner@seed-(\\d+)[.]test$'), '1')::int), 0) as number
         from user_email where email ~ '^owner@seed(-\\d+)?[.]test$'`,
      );
      return rows[0].number;
    },

    /** What Postgres' planner and its lists' quick paths need to know of the new rows. */
    async settle() {
      await client.query(
        `vacuum analyze user_account, user_email, organization, organization_slug, membership, seat, subscription, lead, deal,
                        call, campaign, sequence`,
      );
    },
  };
}

/** Without a number of the first one, no domains: they are made of the organizations' ids then. */
function numbersAndDomains(first, last, firstNumber) {
  const offset = (firstNumber ?? 1) - 1;
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index + offset);
  return [numbers, numbers.map((number) => (firstNumber === undefined ? null : domainOf(number)))];
}

async function inTransaction(client, work) {
  await client.query('begin');
  try {
    // The owner of the organization is checked when the transaction ends, when another one is the tenant.
    await client.query('set constraints all immediate');
    const answer = await work();
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

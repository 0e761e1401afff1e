import { CITUS_RULES, type CitusRule } from './citus-rules.js';
import { refusedByCitus } from './citus-refusals.js';

const TABLES = {
  tenant: new Set(['lead', 'deal', 'seat', 'invitation']),
  reference: new Set(['user_account', 'user_email']),
};

const refused = (text: string): Promise<string[]> => refusedByCitus(text, TABLES);

describe('a statement that Citus refuses', () => {
  const STATEMENTS: readonly [CitusRule, string][] = [
    ['volatileChange', 'delete from seat where organization_id = $1 and held_until <= clock_timestamp()'],
    ['volatileChange', 'update lead set updated_at = clock_timestamp() where organization_id = $1'],
    ['volatileChange', 'with a as (update lead set id = gen_random_uuid() returning 1) select count(*) from a'],
    [
      'volatileChange',
      'update lead set updated_at = now.at from (select clock_timestamp() as at) now where organization_id = $1',
    ],
    ['volatileChange', 'update user_account set deleted_at = clock_timestamp() where user_id = $1'],
    ['lazyExpression', 'update lead set started_at = coalesce(started_at, now()) where organization_id = $1'],
    ['lazyExpression', 'update lead set at = case when $2 then statement_timestamp() end where organization_id = $1'],
    ['stableOverColumn', 'update lead set at = ($2::jsonb ->> id::text)::timestamptz where organization_id = $1'],
    ['stableOverColumn', `update lead set expires_at = sent_at + interval '7 days' where organization_id = $1`],
    ['stableOverColumn', `delete from lead where organization_id = $1 and date_trunc('day', at) < $2`],
    ['mutableReturning', 'update lead set name = $2 where organization_id = $1 returning now()'],
    [
      'mutableConflict',
      'insert into lead (organization_id) values ($1) on conflict (organization_id) do update set at = now()',
    ],
    [
      'conflictSubquery',
      `insert into user_email (email) values ($1)
       on conflict (email) do update set is_primary = true where (select true from user_account)`,
    ],
    [
      'conflictParameter',
      'insert into lead (name) select name from unnest($2::text[]) t (name) on conflict (id) do update set name = $1',
    ],
    ['copiedRows', 'insert into lead (organization_id, name) select $1, name from unnest($2::text[]) t (name)'],
    ['copiedRows', 'with a as (insert into lead (organization_id) select $1) select 1'],
    ['valueSubquery', 'insert into lead (organization_id, name) values ($1, (select name from deal))'],
    ['valueSubquery', 'insert into outbox (name) values ((select name from deal where organization_id = $1))'],
    [
      'plannedParameter',
      `insert into lead (organization_id, name) select $1, name from deal where organization_id = $1 returning id`,
    ],
    [
      'plannedParameter',
      `with d as (select name from deal where organization_id = $1)
       insert into lead (organization_id, name) select $1, name from d returning id`,
    ],
    [
      'outerLateral',
      `select 1 from lead l left join lateral (
         select 1 from deal d where d.organization_id = l.organization_id and d.lead_id = l.id limit 1) d on true
       where l.organization_id = $1`,
    ],
  ];

  it.each(STATEMENTS)('is reported, with the place in its source: %s, %s', async (rule, text) => {
    expect(await refused(text)).toEqual([expect.stringContaining(CITUS_RULES[rule].source)]);
    expect(await refused(text)).toEqual([expect.stringContaining(CITUS_RULES[rule].refusal)]);
  });

  it('is tried for every rule', () => {
    expect([...new Set(STATEMENTS.map(([rule]) => rule))].sort()).toEqual(Object.keys(CITUS_RULES).sort());
  });

  it('is reported when it calls a function whose volatility is not known', async () => {
    expect(await refused('update lead set name = surprise($2) where organization_id = $1')).toEqual([
      expect.stringContaining('surprise'),
    ]);
  });
});

describe('a statement that both accept', () => {
  it.each([
    ['delete from seat where organization_id = $1 and held_until <= statement_timestamp()'],
    ['update lead set started_at = least(started_at, statement_timestamp()) where organization_id = $1'],
    [`update lead set expires_at = statement_timestamp() + interval '7 days' where organization_id = $1`],
    ['update lead set owner_id = coalesce(owner_id, previous_owner_id) where organization_id = $1 returning id'],
    [
      `delete from lead where organization_id = $1 and id in (
         select id from lead where organization_id = $1 and at < statement_timestamp() - interval '1 day')`,
    ],
    [
      `insert into lead (organization_id, at) values ($1, clock_timestamp())
       on conflict (organization_id) do update set at = excluded.at`,
    ],
    ['insert into lead (organization_id, name) select $1, name from unnest($2::text[]) t (name) returning 1'],
    [
      `with moved as (insert into lead (organization_id, name) select $1, name from deal where organization_id = $1
         returning id) select count(*) from moved`,
    ],
    [
      `select 1 from lead l left join lateral (
         select 1 from deal d where d.organization_id = $1 and d.lead_id = l.id limit 1) d on true
       where l.organization_id = $1`,
    ],
    ['update outbox set locked_until = clock_timestamp() where id = $1'],
    ['select clock_timestamp() from lead where organization_id = $1'],
  ])('is not reported: %s', async (text) => {
    expect(await refused(text)).toEqual([]);
  });
});

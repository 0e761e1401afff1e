import { unrouted } from './routed.js';

const TENANT_TABLES = new Set(['lead', 'deal', 'membership', 'organization']);

const checked = (text: string): Promise<string[]> => unrouted(text, TENANT_TABLES);

describe('a statement that leaves it to row-level security', () => {
  it.each([
    ['reads', 'select * from lead where id = $1', ['lead']],
    ['reads by a schema', 'select * from public.lead', ['lead']],
    ['reads all', 'select count(*) from lead l', ['lead as l']],
    ['behind an OR', 'select 1 from lead where organization_id = $1 or $2', ['lead']],
    ['behind a NOT', 'select 1 from lead where not (organization_id = $1)', ['lead']],
    ['by something else than equality', 'select 1 from lead where organization_id <> $1', ['lead']],
    ['by one of many', 'select 1 from lead where organization_id = any ($1)', ['lead']],
    ['by one of a list', 'select 1 from lead where organization_id in ($1, $2)', ['lead']],
    ['by a text of it', 'select 1 from lead where organization_id::text = $1', ['lead']],
    ['by itself', 'select 1 from lead where organization_id = organization_id', ['lead']],
    ['by another column', 'select 1 from lead where organization_id = owner_id', ['lead']],
    ['by another row', 'select 1 from lead where (id, organization_id) = ($1, owner_id)', ['lead']],
    ['only while counting', 'select count(*) filter (where organization_id = $1) from lead', ['lead']],
    ['only after grouping', 'select organization_id from lead group by 1 having organization_id = $1', ['lead']],
    ['one of two', 'select 1 from lead l join deal d on d.id = l.deal_id where l.organization_id = $1', ['deal as d']],
    [
      'both of two',
      'select 1 from lead l join deal d on d.organization_id = l.organization_id',
      ['lead as l', 'deal as d'],
    ],
    [
      'by the name of another',
      'select 1 from lead l, deal d where l.organization_id = $1 and d.owner_id = $1',
      ['deal as d'],
    ],
    [
      'joins with USING of something else',
      'select 1 from lead l join deal d using (owner_id) where l.organization_id = $1',
      ['deal as d'],
    ],
    [
      'the outer side, by the ON',
      'select 1 from lead l left join deal d on d.organization_id = l.organization_id and l.organization_id = $1',
      ['lead as l', 'deal as d'],
    ],
    [
      'the outer side, by the inner one',
      'select 1 from lead l left join deal d on l.organization_id = d.organization_id and d.organization_id = $1',
      ['lead as l'],
    ],
    [
      'the outer side on the right',
      'select 1 from lead l right join deal d on d.organization_id = $1',
      ['lead as l', 'deal as d'],
    ],
    [
      'both sides of a full join',
      'select 1 from lead l full join deal d on d.organization_id = $1 and l.organization_id = $1',
      ['lead as l', 'deal as d'],
    ],
    [
      'in a sub-select',
      'select 1 from lead where organization_id = $1 and owner_id in (select id from membership)',
      ['membership'],
    ],
    [
      'around a sub-select',
      'select 1 from lead l where exists (select 1 from deal d where d.organization_id = $1 and l.organization_id = d.organization_id)',
      ['lead as l'],
    ],
    ['in the list', 'select (select count(*) from deal) from lead where organization_id = $1', ['deal']],
    [
      'in an ON',
      'select 1 from lead l join user_account u on u.user_id = (select user_id from membership limit 1) where l.organization_id = $1',
      ['membership'],
    ],
    ['in the ORDER BY', 'select 1 from lead where organization_id = $1 order by (select max(id) from deal)', ['deal']],
    ['in the LIMIT', 'select 1 from lead where organization_id = $1 limit (select count(*) from deal)', ['deal']],
    ['in what it reads from', 'select 1 from (select * from lead) l where l.organization_id = $1', ['lead']],
    [
      'sideways',
      'select 1 from lead l left join lateral (select 1 from deal d where d.lead_id = l.id) d on true where l.organization_id = $1',
      ['deal as d'],
    ],
    [
      'by what a sub-select does not know',
      'select 1 from (select organization_id from outbox) o join lead l on l.organization_id = o.organization_id',
      ['lead as l'],
    ],
    [
      'by a list from outside',
      'select 1 from lead l join unnest($1::uuid[]) wanted (organization_id) on l.organization_id = wanted.organization_id',
      ['lead as l'],
    ],
    [
      'by several rows of VALUES',
      'select 1 from lead join (values ($1::uuid), ($2)) v (tenant) on v.tenant = lead.organization_id',
      ['lead'],
    ],
    ['in a CTE', 'with mine as (select * from lead) select * from mine where organization_id = $1', ['lead']],
    ['in a CTE that changes', 'with gone as (delete from lead where id = $1 returning *) select 1', ['lead']],
    ['beside a CTE of the same name', 'with deal as (select 1) select 1 from public.deal', ['deal']],
    ['in half of what it unites', 'select 1 from lead where organization_id = $1 union select 1 from deal', ['deal']],
    [
      'by half of what was united',
      'select 1 from (select organization_id from lead where organization_id = $1 union select organization_id from outbox) u join membership m on m.organization_id = u.organization_id',
      ['membership as m'],
    ],
    [
      'by what a sub-select finds',
      'select 1 from lead where organization_id = (select organization_id from outbox)',
      ['lead'],
    ],
    [
      'by an unrouted star',
      'select 1 from (select * from lead) l join deal d on d.organization_id = l.organization_id',
      ['lead', 'deal as d'],
    ],
    [
      'by a name that means another one inside',
      'select 1 from lead x where x.organization_id = $1 and exists (select 1 from outbox x join deal d on d.organization_id = x.organization_id)',
      ['deal as d'],
    ],
    [
      'in the LIMIT of what it unites',
      'select 1 from lead where organization_id = $1 union select 2 limit (select count(*) from deal)',
      ['deal'],
    ],
    [
      'in an ON CONFLICT',
      'insert into lead (organization_id, id) values ($1, $2) on conflict (organization_id, id) do update set name = (select name from deal)',
      ['deal'],
    ],
    [
      'in a RETURNING',
      'insert into lead (organization_id, id) values ($1, $2) returning (select count(*) from deal)',
      ['deal'],
    ],
    ['inserts without it', 'insert into lead (id) values ($1)', ['lead']],
    ['inserts by places', 'insert into lead values ($1, $2)', ['lead']],
    ['inserts what is in the table', 'insert into lead (organization_id, id) values (default, $1)', ['lead']],
    ['inserts nothing', 'insert into lead default values', ['lead']],
    [
      'inserts what it selects from anywhere',
      'insert into lead (organization_id, id) select organization_id, id from outbox',
      ['lead'],
    ],
    ['inserts what it reads so', 'insert into lead (organization_id, id) select $1, id from deal', ['deal']],
    ['updates', 'update lead set name = $2 where id = $1', ['lead']],
    ['updates to it', 'update lead set organization_id = $1', ['lead']],
    [
      'updates by another',
      'update lead l set name = $2 from deal d where d.organization_id = $1 and d.lead_id = l.id',
      ['lead as l'],
    ],
    [
      'updates from another',
      'update lead l set name = d.name from deal d where l.organization_id = $1 and d.id = $2',
      ['deal as d'],
    ],
    [
      'updates to what it selects',
      'update lead set name = (select name from organization) where organization_id = $1',
      ['organization'],
    ],
    ['deletes', 'delete from lead', ['lead']],
    [
      'deletes by another',
      'delete from lead l using deal d where l.organization_id = $1 and d.lead_id = l.id',
      ['deal as d'],
    ],
    ['in the second of two', 'select 1 from deal where organization_id = $1; delete from lead', ['lead']],
    ['empties', 'truncate lead', ['lead: in a kind of statement that cannot be checked']],
    ['copies', 'copy lead to stdout', ['lead: in a kind of statement that cannot be checked']],
    [
      'merges',
      'merge into lead using outbox on true when matched then delete',
      ['lead: in a kind of statement that cannot be checked'],
    ],
    ['explains', 'explain select 1 from lead', ['lead: in a kind of statement that cannot be checked']],
  ])('%s', async (_what, text, problems) => {
    expect(await checked(text)).toEqual(problems);
  });
});

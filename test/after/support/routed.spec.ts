import { tablesIn, unrouted } from './routed.js';

const TENANT_TABLES = new Set(['lead', 'deal', 'membership', 'organization']);

const checked = (text: string): Promise<string[]> => unrouted(text, TENANT_TABLES);

describe('a statement that names its organization', () => {
  it.each([
    ['reads one table', 'select * from lead where organization_id = $1 and id = $2'],
    ['by a cast', 'select * from lead l where l.organization_id = $1::uuid'],
    ['the other way round', 'select * from lead where $1 = organization_id'],
    ['by a constant', `select * from lead where organization_id = '018f3a5e-0000-7000-8000-000000000000'`],
    ['by the setting of its transaction', `select 1 from lead where organization_id = current_setting('a.b')::uuid`],
    ['beside an OR', 'select * from lead where (owner_id = $2 or owner_id is null) and organization_id = $1'],
    ['in a row', 'select * from lead where (organization_id, id) = ($1, $2)'],
    [
      'joins by a column of both',
      'select 1 from lead l join deal d on d.organization_id = l.organization_id where l.organization_id = $1',
    ],
    [
      'joins the other one, which names it',
      'select 1 from lead l join deal d on d.organization_id = l.organization_id where d.organization_id = $1',
    ],
    [
      'joins by commas',
      'select 1 from lead l, deal d where d.organization_id = l.organization_id and l.organization_id = $1',
    ],
    ['joins with USING', 'select 1 from lead join deal using (organization_id, owner_id) where organization_id = $1'],
    [
      'joins three with USING',
      'select 1 from lead join deal using (organization_id) join membership m using (organization_id) where m.organization_id = $1',
    ],
    [
      'joins by a chain',
      'select 1 from lead l join deal d on d.organization_id = m.organization_id join membership m on m.organization_id = l.organization_id where l.organization_id = $1',
    ],
    [
      'joins outward',
      'select 1 from lead l left join deal d on d.organization_id = l.organization_id where l.organization_id = $1',
    ],
    ['joins outward from nothing', 'select 1 from (select 1) one left join lead l on l.organization_id = $1'],
    [
      'joins outward to the right',
      'select 1 from deal d right join lead l on d.organization_id = l.organization_id where l.organization_id = $1',
    ],
    [
      'joins outward to an inner join',
      'select 1 from lead l left join (deal d join membership m on m.organization_id = d.organization_id) on d.organization_id = l.organization_id where l.organization_id = $1',
    ],
    [
      'names it in the ON of an inner join',
      'select 1 from lead l join deal d on d.organization_id = l.organization_id and d.organization_id = $1',
    ],
    [
      'looks into a sub-select',
      'select 1 from lead where organization_id = $1 and owner_id in (select id from membership where organization_id = $1)',
    ],
    [
      'looks into one that leans on what is around it',
      'select 1 from lead l where l.organization_id = $1 and exists (select 1 from deal where organization_id = l.organization_id)',
    ],
    [
      'asks in its list',
      'select (select count(*) from deal d where d.organization_id = l.organization_id) from lead l where organization_id = $1',
    ],
    [
      'reads from a sub-select',
      'select 1 from (select organization_id, id from lead where organization_id = $1) l join deal d on d.organization_id = l.organization_id',
    ],
    [
      'reads from a sub-select with a star',
      'select 1 from (select * from lead where organization_id = $1) l join deal d on d.organization_id = l.organization_id',
    ],
    [
      'reads from a sub-select by another name',
      'select 1 from (select organization_id as tenant from lead where organization_id = $1) l join deal d on d.organization_id = l.tenant',
    ],
    [
      'reads from a sub-select with names of its own',
      'select 1 from (select id, organization_id from lead where organization_id = $1) l (a, b) join deal d on d.organization_id = l.b',
    ],
    [
      'reads sideways',
      'select 1 from lead l left join lateral (select 1 from deal where organization_id = l.organization_id limit 1) d on true where l.organization_id = $1',
    ],
    [
      'joins what was read sideways',
      'select 1 from lead l cross join lateral (select d.organization_id from deal d where d.organization_id = l.organization_id) d join membership m on m.organization_id = d.organization_id where l.organization_id = $1',
    ],
    ['has it in a CTE', 'with mine as (select * from lead where organization_id = $1) select * from mine'],
    [
      'joins a CTE',
      'with mine as (select organization_id, id from lead where organization_id = $1) select 1 from deal join mine using (organization_id)',
    ],
    [
      'joins a CTE with names of its own',
      'with mine (t) as (select organization_id from lead where organization_id = $1) select 1 from deal join mine on t = deal.organization_id',
    ],
    [
      'joins a CTE that names it itself',
      'with wanted as (select $1::uuid as tenant) select 1 from lead join wanted on lead.organization_id = wanted.tenant',
    ],
    [
      'joins one row of VALUES',
      'select 1 from lead join (values ($1::uuid, 1)) v (tenant, n) on v.tenant = lead.organization_id',
    ],
    [
      'joins what a CTE changed',
      'with gone as (delete from lead where organization_id = $1 returning organization_id, id) select 1 from deal join gone using (organization_id)',
    ],
    ['calls a CTE like a table', 'with lead as (select 1) select * from lead'],
    [
      'unites',
      'select id from lead where organization_id = $1 union all select id from deal where organization_id = $1',
    ],
    [
      'joins what was united',
      'select 1 from (select organization_id from lead where organization_id = $1 union select organization_id from deal where organization_id = $1) u join membership m on m.organization_id = u.organization_id',
    ],
    ['inserts', 'insert into lead (id, organization_id) values ($2, $1), ($3, $1) on conflict do nothing returning id'],
    ['inserts what it selects', 'insert into lead (organization_id, id) select $1, user_id from user_account'],
    [
      'inserts what is of the tenant',
      'insert into lead (organization_id, id) select d.organization_id, d.id from deal d where d.organization_id = $1',
    ],
    ['updates', 'update lead set name = $3 where organization_id = $1 and id = $2 returning *'],
    [
      'updates by another',
      'update lead l set name = d.name from deal d where d.organization_id = l.organization_id and l.organization_id = $1',
    ],
    [
      'updates to what it selects',
      'update lead set name = (select name from organization where organization_id = $1) where organization_id = $1',
    ],
    ['deletes', 'delete from lead where organization_id = $1'],
    [
      'deletes by another',
      'delete from lead l using deal d where d.organization_id = l.organization_id and d.organization_id = $1',
    ],
    ['locks', 'select 1 from lead l where l.organization_id = $1 for update of l skip locked'],
    ['calls a function', 'select * from enter_organization($1, $2)'],
    ['reads tables of no tenant', 'select 1 from user_account join outbox on true'],
    ['reads the catalogue', 'select 1 from information_schema.lead'],
    [
      'does several things',
      `BEGIN; SET LOCAL app.organization_id = '…'; select 1 from lead where organization_id = $1; COMMIT`,
    ],
  ])('%s', async (_what, text) => {
    expect(await checked(text)).toEqual([]);
  });
});

it('refuses what is not SQL', async () => {
  await expect(checked('select from where')).rejects.toThrow('syntax error');
});

it('tells the tables that a statement names', async () => {
  const text =
    'with mine as (select 1 from lead) insert into deal (id) select id from mine where exists (select 1 from call)';
  expect((await tablesIn(text)).sort()).toEqual(['call', 'deal', 'lead', 'mine']);
});

import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Names in the order of people's alphabets, and searches that fold case and leave out accents. What needs an index follows in the
 * next migration, which builds them beside the running service.
 */
export class NamesAndSearch1790000000021 extends ForwardOnlyMigration {
  readonly name = 'NamesAndSearch1790000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NAME_ORDER);
    await runner.query(SEARCH_KEY);
    await runner.query(SEAT_HOLDERS);
    await runner.query(FIND_ORGANIZATIONS);
  }
}

/**
 * The root of Unicode's collation algorithm, which suits no language exactly and none badly. Deterministic: texts are equal only when
 * their bytes are, and no unique index uses it, so another version of ICU may sort otherwise but never finds two names the same.
 */
const NAME_ORDER = `
create collation name_order (provider = icu, locale = 'und', deterministic = true);
`;

/**
 * What is compared when people search: full case folding ("Straße" is "strasse"; upper case first, since that expands, and both final and
 * other sigmas end as one; of the capital sharp s a small one is left, which is written out), without the accents that decompose, and for the letters whose strokes do not, their plain ones.
 *
 * Case mapping takes an explicit collation, as that of the database may be C, which knows ASCII alone. Most texts are ASCII and
 * take the short way. The body is SQL that is parsed once, so that whatever search_path an index is built under does not matter; and
 * it is not strict, so that it is inlined: called, it would take ten times as long.
 */
const SEARCH_KEY = `
create function search_key(value text) returns text
language sql immutable parallel safe
return case
  when octet_length(value) = char_length(value) then lower(value collate "C") collate "C"
  else normalize(
    replace(replace(replace(
      translate(
        regexp_replace(
          normalize(lower(upper(value collate name_order) collate name_order), NFD), U&'[\\0300-\\036F]', '', 'g'),
        U&'\\0142\\00F8\\0111\\0127\\0167\\03C2', U&'lodht\\03C3'),
      U&'\\00E6', 'ae'), U&'\\0153', 'oe'), U&'\\00DF', 'ss'),
    NFC) collate "C"
end;
`;

/** As before, but by name in the new order. */
const SEAT_HOLDERS = `
create or replace function seat_holders(of_organization uuid)
returns table (kind text, id uuid, name text)
language sql stable
as $$
  select s.kind, s.holder_id, coalesce(u.name, i.email, '')
  from seat s
  left join membership m on m.organization_id = s.organization_id and m.id = s.holder_id
  left join user_account u on u.user_id = m.user_id
  left join invitation i on i.organization_id = s.organization_id and i.id = s.holder_id
  where s.organization_id = of_organization and (s.held_until is null or s.held_until > clock_timestamp())
  order by s.kind desc, coalesce(u.name, i.email, '') collate name_order, s.holder_id
$$;
`;

/** As before, but the pattern is folded here, also one that a process of the version before passes on. */
const FIND_ORGANIZATIONS = `
create or replace function find_organizations(pattern text, only_deleted boolean)
returns table (
  organization_id uuid, name text, slug text, plan text, owner_membership_id uuid, owner_name text, owner_email text,
  members bigint, created_at timestamptz, deleted_at timestamptz, purge_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.organization_id, o.name, o.slug, s.plan, m.id, u.name, e.email,
         (select count(*) from membership a where a.organization_id = o.organization_id and a.status = 'active'),
         o.created_at, o.deleted_at, o.deleted_at + interval '30 days'
  from organization o
  join subscription s on s.organization_id = o.organization_id
  left join membership m on m.organization_id = o.organization_id and m.id = o.owner_membership_id
  left join user_account u on u.user_id = m.user_id
  left join user_email e on e.user_id = m.user_id and e.is_primary
  where (o.deleted_at is not null) = only_deleted
    and (pattern is null
         or search_key(o.name) like (select search_key(pattern))
         or o.slug like (select search_key(pattern))
         or search_key(e.email) like (select search_key(pattern))
         or o.organization_id::text like (select search_key(pattern)))
$$;
`;

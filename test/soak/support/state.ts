import type { System } from './system.js';

/** Every value that the suite keeps an eye on, as the database has it, by `<what>:<id>`. */
const VALUES = `
  select 'plan:' || organization_id as key, plan as value from subscription
  union all select 'deleted:' || organization_id, (deleted_at is not null)::text from organization
  union all select 'logo:' || organization_id, coalesce(logo_id::text, '') from organization
  union all select 'role:' || id, role from membership
  union all select 'status:' || id, status from membership
  union all select 'invitation:' || id, status from invitation
  union all select 'lead:' || id, status from lead where name not like 'Seeded %'
  union all select 'deal:' || id, amount::text from deal
  union all select 'campaign:' || id, name from campaign
  union all select 'key:' || id, (revoked_at is not null)::text from api_key`;

export async function readValues({ database }: System): Promise<Map<string, string>> {
  const { rows } = await database.admin.query<{ key: string; value: string }>(VALUES);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export interface MemberView {
  readonly id: string;
  readonly userId: string;
  role: 'owner' | 'admin' | 'member' | 'viewer';
  status: 'active' | 'removed';
}

export interface RecordView {
  readonly id: string;
  readonly kind: 'leads' | 'deals' | 'campaigns';
}

/** What the workload believes of an organization: right at the beginning of a round, and updated as far as it learns of changes. */
export interface OrganizationView {
  readonly id: string;
  readonly name: string;
  deleted: boolean;
  readonly members: MemberView[];
  /** Open ones, with their addresses. */
  readonly invitations: { readonly id: string; readonly email: string }[];
  readonly records: RecordView[];
  readonly keys: { readonly id: string }[];
  readonly reassignments: { readonly id: string }[];
}

/** The organizations as the database has them. */
export async function readOrganizations({ database }: System): Promise<OrganizationView[]> {
  const { rows } = await database.admin.query<OrganizationView>(`
    select o.organization_id as id, o.name, o.deleted_at is not null as deleted,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'userId', user_id, 'role', role, 'status', status)), '[]')
       from membership m where m.organization_id = o.organization_id) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'email', email)), '[]')
       from invitation i where i.organization_id = o.organization_id and status = 'pending') as invitations,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind)), '[]') from (
         select organization_id, id, 'leads' as kind from lead where name not like 'Seeded %'
         union all select organization_id, id, 'deals' from deal
         union all select organization_id, id, 'campaigns' from campaign) r
       where r.organization_id = o.organization_id) as records,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id)), '[]')
       from api_key k where k.organization_id = o.organization_id and revoked_at is null) as keys,
      '[]'::jsonb as reassignments
    from organization o order by o.organization_id`);
  return rows;
}

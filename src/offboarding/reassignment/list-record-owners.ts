import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { inNameOrder } from '../../platform/database/name-order.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { RecordOwnerDto } from '../dto/record-owner.dto.js';
import { OWNED_KINDS } from './reassignment-source.js';

interface CountRow {
  readonly kind: string;
  readonly owner_id: string | null;
  readonly previous_owner_id: string | null;
  readonly name: string | null;
  readonly status: 'active' | 'removed' | null;
  readonly count: number;
}

/** Owned and unassigned records separately: each are counted along an index. The previous owner matters only for unassigned ones. */
const COUNT_ALL = `
  select c.kind, c.owner_id, c.previous_owner_id, u.name, m.status, c.count
  from (
    ${OWNED_KINDS.map(
      ({ name, table }) => `select '${name}' as kind, owner_id, null::uuid as previous_owner_id, count(*) as count
      from ${table} where organization_id = :organizationId and owner_id is not null group by owner_id
      union all
      select '${name}', null, previous_owner_id, count(*)
      from ${table} where organization_id = :organizationId and owner_id is null group by previous_owner_id`,
    ).join(' union all ')}
  ) c
  left join membership m on m.organization_id = :organizationId and m.id = coalesce(c.owner_id, c.previous_owner_id)
  left join user_account u on u.user_id = m.user_id
  order by c.owner_id is null, ${inNameOrder('u.name')}, coalesce(c.owner_id, c.previous_owner_id)`;

/** Counts records by owner, and unassigned ones by previous owner. */
@Injectable()
export class RecordOwnerCounts {
  constructor(private readonly tenants: TenantDatabase) {}

  async list(auth: AuthorizedContext): Promise<RecordOwnerDto[]> {
    const rows = await this.tenants.read<CountRow>(auth, {
      text: COUNT_ALL,
      values: { organizationId: auth.organizationId },
    });
    const owners = new Map<string, RecordOwnerDto>();
    for (const row of rows) {
      const key = `${row.owner_id ?? 'none'}/${row.previous_owner_id ?? ''}`;
      const owner = owners.get(key) ?? ownerOf(row);
      owner.counts[row.kind] = row.count;
      owners.set(key, owner);
    }
    return [...owners.values()];
  }
}

function ownerOf(row: CountRow): RecordOwnerDto {
  return {
    membershipId: row.owner_id,
    name: row.name,
    status: row.owner_id === null ? 'unassigned' : (row.status ?? 'removed'),
    previousOwnerId: row.previous_owner_id,
    counts: Object.fromEntries(OWNED_KINDS.map(({ name }) => [name, 0])),
  };
}

import type { World } from '../../support/world.js';

export interface SeatCount {
  readonly plan: string;
  /** Rows in the table of seats that are held at this moment. */
  readonly held: number;
  /** Who ought to hold one: active members and pending invitations. */
  readonly holders: number;
  /** Holders without a seat of their kind, and seats without such a holder. */
  readonly mismatches: number;
}

/** The seats of an organization in the database at one moment, counted from both sides. */
export async function countSeats(world: World, organizationId: string): Promise<SeatCount> {
  const { rows } = await world.database.admin.query<SeatCount>(
    `with seats as (
       select holder_id, kind from seat
       where organization_id = $1 and (held_until is null or held_until > clock_timestamp())),
     holders as (
       select id, 'member' as kind from membership where organization_id = $1 and status = 'active'
       union all
       select id, 'invitation' from invitation
       where organization_id = $1 and status = 'pending' and expires_at > clock_timestamp())
     select (select plan from subscription where organization_id = $1) as plan,
            (select count(*)::int from seats) as held,
            (select count(*)::int from holders) as holders,
            (select count(*)::int from seats s full join holders h on h.id = s.holder_id and h.kind = s.kind
             where h.id is null or s.holder_id is null) as mismatches`,
    [organizationId],
  );
  const [count] = rows;
  if (!count) throw new Error('No answer.');
  return count;
}

/** Deadlocks that Postgres has found in the world's database. */
export async function countDeadlocks(world: World): Promise<number> {
  const { rows } = await world.database.admin.query<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]?.deadlocks);
}

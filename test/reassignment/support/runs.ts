import { waitFor } from '../../support/wait.js';
import type { World } from '../../support/world.js';

export type Organization = Awaited<ReturnType<World['organization']>>;
type Member = Awaited<ReturnType<World['member']>>;

export interface Staff {
  readonly organization: Organization;
  readonly a: Member;
  readonly b: Member;
  readonly c: Member;
}

/** An organization with three who may own records. */
export async function staff(world: World): Promise<Staff> {
  const organization = await world.organization();
  const [a, b, c] = [
    await world.member(organization, 'member'),
    await world.member(organization, 'member'),
    await world.member(organization, 'admin'),
  ];
  return { organization, a, b, c };
}

/** Leads by SQL, each created a second before the one before it. */
export async function seedLeads(world: World, { id }: Organization, ownerId: string, count: number): Promise<void> {
  await world.database.admin.query(
    `insert into lead (organization_id, id, name, status, owner_id, created_at)
     select $1, gen_random_uuid(), 'Lead ' || n, 'new', $2, now() - n * interval '1 s' from generate_series(1, $3::int) n`,
    [id, ownerId, count],
  );
}

interface LeadCount {
  readonly owner: string | null;
  readonly previous: string | null;
  readonly version: number;
  readonly count: number;
}

/** The organization's leads by owner, previous owner, and how often they were changed. */
export async function countLeadsByOwner(world: World, { id }: Organization): Promise<LeadCount[]> {
  const { rows } = await world.database.admin.query<LeadCount>(
    `select owner_id as owner, previous_owner_id as previous, version, count(*)::int as count
     from lead where organization_id = $1 group by 1, 2, 3 order by count desc, version, owner`,
    [id],
  );
  return rows;
}

/** What the service says of a run, as far as these tests look. */
export interface Run {
  readonly status: string;
  readonly reason: string | null;
  readonly progress: { readonly total: number; readonly done: number; readonly byKind: object };
  readonly finishedAt: string | null;
}

export async function getRun({ owner, path }: Organization, id: string): Promise<Run> {
  return (await owner.get(`${path}/reassignments/${id}`)).body as Run;
}

/** The run, once it is over. */
export async function waitUntilFinished(organization: Organization, id: string): Promise<Run> {
  const ended = async (): Promise<Run | null> => {
    const run = await getRun(organization, id);
    return run.finishedAt ? run : null;
  };
  return waitFor('the reassignment to end', ended, 120_000);
}

/** Waits until a transaction waits for another's row, or for the organization's access lock. */
export async function waitForBlockedTransaction(world: World): Promise<void> {
  await waitFor('someone to wait for a lock', async () => {
    const { rowCount } = await world.database.admin.query(
      `select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple', 'advisory')
         and pid in (select pid from pg_stat_activity where datname = current_database())`,
    );
    return (rowCount ?? 0) > 0;
  });
}

/** Numbers that look random and are the same in every run (a linear congruential generator). */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

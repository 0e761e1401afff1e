import { latestDueMonth } from '../../src/notices/monthly-report/report-due.policy.js';
import { periodName } from '../../src/organization/revenue/fiscal-period.policy.js';
import { waitUntilFinished, countLeadsByOwner, getRun, seedLeads, staff } from '../reassignment/support/runs.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

const MONTH = periodName(latestDueMonth(new Date(), 'UTC'));

let world: World;
beforeAll(async () => {
  world = await World.start();
  // Fails each time that a job writes the rows of an organization that is on the list.
  await world.database.admin.query(`
    create table poisoned (organization_id uuid primary key);
    create function poison() returns trigger language plpgsql security definer as $$
    begin
      if exists (select 1 from poisoned p where p.organization_id = new.organization_id) then
        raise exception 'poisoned' using errcode = '22012';
      end if;
      return new;
    end $$;
    create trigger poison before update on lead for each row execute function poison();
    create trigger poison before insert on notice for each row execute function poison();
  `);
});
afterAll(() => world.stop());

async function poison({ id }: { id: string }): Promise<void> {
  await world.database.admin.query('insert into poisoned values ($1)', [id]);
}

interface Work {
  readonly finished: boolean;
  readonly attempts: number;
  readonly last_error: string | null;
}

async function workOf({ id }: { id: string }, queue: string): Promise<Work> {
  const { rows } = await world.database.admin.query<Work>(
    `select finished_at is not null as finished, attempts, last_error from outbox
     where organization_id = $1 and queue = $2`,
    [id, queue],
  );
  expect(rows).toHaveLength(1);
  return rows[0] ?? { finished: false, attempts: 0, last_error: null };
}

/** As if the job had failed for so long already, and were due; a run that is under way is waited for. */
async function failingFor({ id }: { id: string }, queue: string, age: string): Promise<void> {
  await waitFor('a failure', async () => {
    const { rowCount } = await world.database.admin.query(
      `update outbox set failing_since = now() - $3::interval, due_at = now(), attempts = greatest(attempts, 5)
       where organization_id = $1 and queue = $2 and finished_at is null and dispatched_at is null
         and failing_since is not null`,
      [id, queue, age],
    );
    return rowCount === 1;
  });
}

/** The work, once it was given up after it had failed for so long. */
async function givenUp(organization: { id: string }, queue: string, age: string): Promise<Work> {
  await failingFor(organization, queue, age);
  return waitFor('the work to be given up', async () => {
    const work = await workOf(organization, queue);
    return work.finished && work;
  });
}

/** The log's line about the work that was given up; lines are written in blocks. */
async function lineOf({ id }: { id: string }): Promise<Record<string, unknown>> {
  const line = await waitFor('the line of the log', () =>
    world.service
      .output()
      .split('\n')
      .find((text) => text.includes(id) && text.includes('job given up') && text.endsWith('}')),
  );
  return JSON.parse(line) as Record<string, unknown>;
}

const metric = async (queue: string, name: string): Promise<string | undefined> => {
  const { text } = await world.anonymous.get('//metrics');
  return new RegExp(`^jobs_given_up_total\\{queue="${queue}",name="${name}"\\} (\\d+)$`, 'm').exec(text)?.[1];
};

describe('a reassignment that fails each time', () => {
  it('is failed with its reason after an hour, and the runs of others go on meanwhile', async () => {
    const [bad, good] = [await staff(world), await staff(world)];
    for (const { organization, a } of [bad, good]) await seedLeads(world, organization, a.membershipId, 50);
    await poison(bad.organization);
    const ask = async ({ organization: { owner, path }, a, b }: typeof bad): Promise<string> => {
      const { body } = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
      return body.id as string;
    };
    const [poisonedRun, run] = [await ask(bad), await ask(good)];
    expect(await waitUntilFinished(good.organization, run)).toMatchObject({
      status: 'completed',
      progress: { done: 50 },
    });
    // It has failed, but not for long enough.
    await failingFor(bad.organization, 'reassignment', '50 minutes');
    const before = (await workOf(bad.organization, 'reassignment')).attempts;
    await waitFor('one more attempt', async () => (await workOf(bad.organization, 'reassignment')).attempts > before);
    expect((await getRun(bad.organization, poisonedRun)).finishedAt).toBeNull();

    expect(await givenUp(bad.organization, 'reassignment', '61 minutes')).toMatchObject({ last_error: 'error:22012' });
    const ended = await getRun(bad.organization, poisonedRun);
    expect(ended).toMatchObject({ status: 'failed', progress: { done: 0 } });
    expect(ended.reason).toMatch(
      /^The records could not be moved, even after retries\. .* Start a new reassignment for the rest\.$/,
    );
    expect(await countLeadsByOwner(world, bad.organization)).toMatchObject([{ owner: bad.a.membershipId, count: 50 }]);
    expect(await lineOf(bad.organization)).toMatchObject({
      level: 'error',
      queue: 'reassignment',
      error: 'error:22012',
    });
    expect(await metric('reassignment', 'reassign')).toBe('1');
    // Another run of the same organization begins once the cause is removed.
    await world.database.admin.query('delete from poisoned where organization_id = $1', [bad.organization.id]);
    expect(await waitUntilFinished(bad.organization, await ask(bad))).toMatchObject({ status: 'completed' });
  });
});

describe('a report of a month that fails each time', () => {
  it('is dropped after a day with nothing emailed, and the reports of others are emailed meanwhile', async () => {
    const [bad, good] = [await world.organization('pro'), await world.organization('pro')];
    const both = [bad.id, good.id];
    await poison(bad);
    await world.database.admin.query(
      `update organization set created_at = created_at - interval '3 months' where organization_id = any ($1)`,
      [both],
    );
    await world.database.admin.query(
      `update due_work set due_at = now() - interval '40 days' where kind = 'monthly-report' and organization_id = any ($1)`,
      [both],
    );
    // What the clock does every ten seconds.
    await world.runNow('monthly-reports');
    const mail = await waitFor('the report of the other one', () =>
      world.smtp.received.find(({ to }) => [to].flat().some((list) => list?.text === good.owner.email)),
    );
    expect(mail.subject).toContain('Revenue report');
    // It has failed, but not for long enough.
    await failingFor(bad, 'reports', '23 hours');
    const before = (await workOf(bad, 'reports')).attempts;
    await waitFor('one more attempt', async () => (await workOf(bad, 'reports')).attempts > before);
    expect((await workOf(bad, 'reports')).finished).toBe(false);

    expect(await givenUp(bad, 'reports', '25 hours')).toMatchObject({ last_error: 'error:22012' });
    const { rows: reports } = await world.database.admin.query(
      `select month, ended_at is not null as ended, pdf is not null as kept from monthly_report where organization_id = $1`,
      [bad.id],
    );
    expect(reports).toEqual([{ month: MONTH, ended: true, kept: false }]);
    const { rows: notices } = await world.database.admin.query('select 1 from notice where organization_id = $1', [
      bad.id,
    ]);
    expect(notices).toEqual([]);
    expect(await lineOf(bad)).toMatchObject({ level: 'error', queue: 'reports', error: 'error:22012' });
    expect(await metric('reports', 'print-monthly-report')).toBe('1');
  });
});

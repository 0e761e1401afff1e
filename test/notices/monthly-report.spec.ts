import type { Attachment, ParsedMail } from 'mailparser';
import { dueAt, latestDueMonth, nextDueAt, shiftMonth } from '../../src/notices/monthly-report/report-due.policy.js';
import { periodName } from '../../src/organization/revenue/fiscal-period.policy.js';
import { createDeal } from '../analytics/support/deals.js';
import type { Client } from '../support/client.js';
import { migrateDatabase } from '../support/database.js';
import type { ServiceProcess } from '../support/service.js';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

const ZONE = 'Asia/Kathmandu';
const MONTH = periodName(latestDueMonth(new Date(), ZONE));
/** Longer than a lease, a sweep and a backoff together. */
const LIMIT = 90_000;

let world: World;
let worker: ServiceProcess;
beforeAll(async () => {
  world = await World.startOwnProcess({ PROCESS_ROLE: 'api' });
  worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
});
afterAll(async () => {
  await worker.stop();
  await world.stop();
});

type Organization = Awaited<ReturnType<World['organization']>>;

/** An organization that has been there for months, with an admin and a member. */
async function createOrganization(): Promise<
  Organization & { admin: Client & { membershipId: string }; member: Client }
> {
  const organization = await world.organization('pro');
  const { owner, path, id } = organization;
  const [admin, member] = [await world.member(organization, 'admin'), await world.member(organization, 'member')];
  await owner.patch(path, { timezone: ZONE, revenueTargets: { monthly: { amount: 2_500_000 } } });
  await world.database.admin.query(
    `update organization set created_at = created_at - interval '3 months' where organization_id = $1`,
    [id],
  );
  return { ...organization, admin, member };
}

/** Lets the moment pass at which the reports of these organizations are due. */
async function makeReportsDue(...organizations: { id: string }[]): Promise<void> {
  await world.database.admin.query(
    `update due_work set due_at = now() - interval '40 days'
     where kind = 'monthly-report' and organization_id = any ($1)`,
    [organizations.map(({ id }) => id)],
  );
  // What the clock does every ten seconds.
  await world.runNow('monthly-reports');
}

/** Lets the lease of a killed worker pass, which would run out after fifteen seconds. */
async function expireLeases(): Promise<void> {
  await world.database.admin.query('update outbox set locked_until = now(), due_at = now() where finished_at is null');
}

async function plannedFor({ id }: { id: string }): Promise<string | null> {
  const { rows } = await world.database.admin.query<{ due_at: Date | string }>(
    `select due_at from due_work where kind = 'monthly-report' and organization_id = $1`,
    [id],
  );
  return rows[0] ? new Date(rows[0].due_at).toISOString() : null;
}

const waitUntilPlanned = (...organizations: { id: string }[]) =>
  waitFor(
    'the next reports to be planned',
    async () => {
      const planned = await Promise.all(organizations.map(plannedFor));
      return planned.every((at) => Date.parse(at ?? '') > Date.now());
    },
    LIMIT,
  );

/** The state of the emails of the organization's reports, and whether a print is still kept. */
async function stateOf({ id }: { id: string }): Promise<{ reports: unknown[]; mails: Record<string, string> }> {
  const mails = await world.database.admin.query<{ email: string; status: string }>(
    `select e.email, n.status from notice n
     join membership m on m.organization_id = n.organization_id and m.id = n.recipient_id
     join user_email e on e.user_id = m.user_id and e.is_primary
     where n.organization_id = $1 and n.kind = 'monthly-report'`,
    [id],
  );
  // Asked second: with the last email goes the print.
  const reports = await world.database.admin.query(
    'select month, ended_at is not null as ended, pdf is not null as kept from monthly_report where organization_id = $1',
    [id],
  );
  return { reports: reports.rows, mails: Object.fromEntries(mails.rows.map(({ email, status }) => [email, status])) };
}

const waitUntilSettled = (organization: { id: string }, count: number) =>
  waitFor(
    `${count} emails to be settled`,
    async () => {
      const state = await stateOf(organization);
      const all = Object.values(state.mails);
      return all.length === count && all.every((status) => status !== 'queued') ? state : null;
    },
    LIMIT,
  );

const reportsTo = ({ email }: Client): ParsedMail[] =>
  world.smtp.received.filter(
    ({ to, subject }) => subject?.includes('Revenue report') && [to].flat().some((list) => list?.text === email),
  );

const printIn = (mail: ParsedMail | undefined): Attachment | undefined =>
  mail?.attachments.find(({ contentType }) => contentType === 'application/pdf');

describe('the report of a month', () => {
  it(
    'is emailed to the owner and every admin, once, with several processes; where it was turned off or deleted, not',
    async () => {
      const [acme, quiet, deleted] = [
        await createOrganization(),
        await createOrganization(),
        await createOrganization(),
      ];
      const newOrganization = await world.organization('pro');
      await createDeal(acme, acme.owner, { amount: 350_000, closedAt: `${MONTH}-15T12:00:00Z` });
      await quiet.owner.patch(quiet.path, { monthlyReport: false });
      await deleted.owner.delete(`${deleted.path}?confirmName=Acme%20Sales`);
      const second = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
      await makeReportsDue(acme, quiet, deleted, newOrganization);
      await waitUntilPlanned(acme, quiet, deleted, newOrganization);

      const { mails, reports } = await waitUntilSettled(acme, 2);
      expect(mails).toEqual({ [acme.owner.email ?? '']: 'sent', [acme.admin.email ?? '']: 'sent' });
      expect(await plannedFor(acme)).toBe(nextDueAt(new Date(), ZONE).toISOString());
      // What no one waits for any more is not kept.
      expect(reports).toEqual([{ month: MONTH, ended: true, kept: false }]);
      const [toOwner, toAdmin] = [reportsTo(acme.owner)[0], reportsTo(acme.admin)[0]];
      expect(toOwner?.subject).toMatch(/^Revenue report for \w+ \d{4} · Acme Sales$/);
      for (const body of [toOwner?.text, toOwner?.html]) {
        expect(body).toContain(', 14% of the €25,000 target.');
        expect(body).toContain('It is the best month of the fiscal year so far.');
        expect(body).toContain('Top sellers: Owner (€3,500).');
        expect(body).toMatch(/\(Asia\/Kathmandu, UTC\+5:45\)/);
      }
      expect(toOwner?.text).toContain('You are receiving this email because you are the owner of Acme Sales.');
      expect(toAdmin?.text).toContain('You are receiving this email because you are an admin of Acme Sales.');
      expect(toOwner?.messageId).not.toBe(toAdmin?.messageId);
      const print = printIn(toOwner);
      expect(print).toMatchObject({ contentDisposition: 'attachment' });
      expect(print?.filename).toMatch(new RegExp(`^acme-sales.*-report-${MONTH}\\.pdf$`));
      expect(print?.content.subarray(0, 5).toString()).toBe('%PDF-');
      expect(printIn(toAdmin)?.content.equals(print?.content ?? Buffer.alloc(0))).toBe(true);

      // Due once more, as after a move to the west, the same month is not reported again.
      await makeReportsDue(acme);
      await waitUntilPlanned(acme);
      expect(await stateOf(acme)).toEqual({ mails, reports });
      for (const [organization, readers] of [
        [quiet, [quiet.owner, quiet.admin]],
        [deleted, [deleted.owner, deleted.admin]],
        [newOrganization, [newOrganization.owner]],
      ] as const) {
        expect(await stateOf(organization)).toEqual({ mails: {}, reports: [] });
        expect(readers.flatMap(reportsTo)).toEqual([]);
      }
      expect([acme.owner, acme.admin, acme.member].map((reader) => reportsTo(reader).length)).toEqual([1, 1, 0]);
      await second.stop();
    },
    LIMIT,
  );

  it('moves with a new timezone, from the creation on', async () => {
    const { owner, path, id } = await world.organization('free');
    expect(await plannedFor({ id })).toBe(nextDueAt(new Date(), 'UTC').toISOString());
    // A month further: on the first day of a month, the time may already have passed in a timezone to the east, and then
    // the report is sent at once.
    const month = shiftMonth(latestDueMonth(new Date(), 'UTC'), 1);
    await world.database.admin.query(
      `update due_work set due_at = $2 where kind = 'monthly-report' and organization_id = $1`,
      [id, dueAt(shiftMonth(month, 1), 'UTC')],
    );
    for (const timezone of [ZONE, 'Pacific/Pago_Pago', 'America/New_York']) {
      await owner.patch(path, { timezone });
      expect(await plannedFor({ id })).toBe(dueAt(shiftMonth(month, 1), timezone).toISOString());
    }
  });

  it(
    'survives a worker that is killed while it prints, and goes to no one who lost the role before it was sent',
    async () => {
      const acme = await createOrganization();
      const leaving = await world.member(acme, 'admin');
      const { port } = world.smtp;
      await world.smtp.stop();
      const busy = await world.database.admin.connect();
      // The report's figures wait for this, and so the worker dies in the middle of its job.
      await busy.query('begin; lock table membership in access exclusive mode');
      await makeReportsDue(acme);
      await waitFor(
        'the print to be under way',
        async () => {
          const { rows } = await world.database.admin.query(
            `select 1 from pg_stat_activity where datname = $1 and wait_event_type = 'Lock' and query like '%membership%'`,
            [world.database.name],
          );
          const { rows: leased } = await world.database.admin.query(
            `select 1 from outbox where name = 'print-monthly-report' and finished_at is null and locked_until is not null`,
          );
          return rows.length > 0 && leased.length > 0;
        },
        LIMIT,
      );
      await worker.kill();
      await busy.query('rollback');
      busy.release();
      await expireLeases();
      expect((await stateOf(acme)).mails).toEqual({});

      worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
      await waitFor(
        'three emails that cannot be sent',
        async () => {
          const { rows } = await world.database.admin.query(
            `select 1 from outbox where queue = 'notice-mail' and finished_at is null and last_error is not null`,
          );
          return rows.length === 3;
        },
        LIMIT,
      );
      await acme.owner.patch(`${acme.path}/members/${acme.admin.membershipId}`, { role: 'member' });
      await acme.owner.delete(`${acme.path}/members/${leaving.membershipId}`);
      await worker.kill();
      await expireLeases();
      world.smtp = await startMailServer({}, port);
      worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
      const { mails, reports } = await waitUntilSettled(acme, 3);
      expect(mails).toEqual({
        [acme.owner.email ?? '']: 'sent',
        [acme.admin.email ?? '']: 'superseded',
        [leaving.email ?? '']: 'superseded',
      });
      expect(reports).toEqual([{ month: MONTH, ended: true, kept: false }]);
      expect([acme.owner, acme.admin, leaving].map((reader) => reportsTo(reader).length)).toEqual([1, 0, 0]);
      // Without a single deal there is a report all the same.
      expect(reportsTo(acme.owner)[0]?.text).toContain('There was no revenue in EUR');
    },
    2 * LIMIT,
  );

  it('is planned for organizations that were there before there were reports', async () => {
    const zones = ['UTC', ZONE, 'America/St_Johns', 'Pacific/Kiritimati', 'Australia/Lord_Howe'];
    const organizations = await Promise.all(
      zones.map(async (timezone) => {
        const organization = await world.organization('free');
        await organization.owner.patch(organization.path, { timezone });
        return organization;
      }),
    );
    await world.database.admin.query(`
      drop table monthly_report;
      alter table notice drop column recipient_id;
      delete from due_work where kind = 'monthly-report';
      delete from schema_migration where name = 'MonthlyReport1790000000015'`);
    await migrateDatabase(world.database);
    expect(await Promise.all(organizations.map(plannedFor))).toEqual(
      zones.map((timezone) => nextDueAt(new Date(), timezone).toISOString()),
    );
  });
});

import { DateTime } from 'luxon';
import { moveCreation } from '../billing/support/billing-fixture.js';
import { png } from '../settings/support/pictures.js';
import { upload } from '../settings/support/uploads.js';
import type { Client } from '../support/client.js';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { SUPERADMIN, World, type Plan } from '../support/world.js';
import { BillingProcess } from './support/billing-process.js';

let world: World;
let billing: BillingProcess;
let superadmin: Client;

beforeAll(async () => {
  world = await World.start({ PUBLIC_URL: 'http://localhost:4000' });
  billing = await BillingProcess.start(world.environment);
  superadmin = await world.person('Operator', SUPERADMIN);
});
afterAll(async () => {
  await billing.stop();
  await world.stop();
});

async function force({ id }: { id: string }, plan: Plan): Promise<void> {
  const { status, text } = await superadmin.put(`/platform/organizations/${id}/plan`, { plan });
  if (status !== 200) throw new Error(text);
}

interface NoticeRow {
  readonly kind: string;
  readonly status: string;
}

async function noticesOf(id: string): Promise<NoticeRow[]> {
  const { rows } = await world.database.admin.query<NoticeRow>(
    'select kind, status from notice where organization_id = $1 order by created_at, id',
    [id],
  );
  return rows;
}

const waitUntilSettled = (id: string, count: number) =>
  waitFor('the notices to be settled', async () => {
    const notices = await noticesOf(id);
    return notices.length === count && notices.every(({ status }) => status !== 'queued') ? notices : null;
  });

const subjectsTo = ({ email }: Client): (string | undefined)[] =>
  world.smtp.received
    .filter(({ to }) => [to].flat().some((list) => list?.text.includes(email ?? 'nobody')))
    .map(({ subject }) => subject);

describe('a plan with fewer seats than are in use', () => {
  it('that is forced upon an organization is emailed to its owner, with its logo', async () => {
    const organization = await world.organization('pro');
    await upload(organization.owner, organization.path, await png());
    const admin = await world.member(organization, 'admin');
    await world.member(organization, 'viewer');
    await force(organization, 'starter');
    await force(organization, 'free');
    const mail = await world.mailTo(organization.owner.email ?? '');
    expect(mail.subject).toBe('You are over your seat limit · Acme Sales');
    expect(mail.text).toContain('Seats in use: 3 of 1');
    expect(mail.text).toContain(`http://localhost:4000/o/${organization.id}/settings/members`);
    expect(mail.html).toContain('3 of 1');
    expect(mail.attachments).toMatchObject([{ contentType: 'image/png', contentId: '<logo@organization>' }]);
    expect(await waitUntilSettled(organization.id, 1)).toEqual([{ kind: 'seats-over', status: 'sent' }]);
    expect(subjectsTo(admin).filter((subject) => subject?.includes('seats'))).toEqual([]);
  });

  it('is emailed after a restore, too, and each time that it happens', async () => {
    const organization = await world.organization('starter');
    await world.member(organization, 'viewer');
    await organization.owner.delete(`${organization.path}?confirmName=Acme%20Sales`);
    expect((await organization.owner.post(`${organization.path}/restore`)).status).toBe(200);
    await world.mailTo(organization.owner.email ?? '');
    await force(organization, 'pro');
    await force(organization, 'free');
    await world.mailTo(organization.owner.email ?? '', 2);
    expect(await waitUntilSettled(organization.id, 2)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
  });

  it('is sent to the owner at the time when the mail server is back; a deleted one gets no email', async () => {
    const [organization, deleted] = [await world.organization('pro'), await world.organization('pro')];
    const newOwner = await world.member(organization, 'admin');
    await world.member(deleted, 'viewer');
    const { port } = world.smtp;
    await world.smtp.stop();
    await force(organization, 'free');
    await force(deleted, 'free');
    await waitFor('two failures', async () => {
      const { rows } = await world.database.admin.query(
        `select 1 from outbox where queue = 'notice-mail' and finished_at is null and last_error is not null`,
      );
      return rows.length === 2;
    });
    await organization.owner.post(`${organization.path}/ownership-transfer`, { membershipId: newOwner.membershipId });
    await deleted.owner.delete(`${deleted.path}?confirmName=Acme%20Sales`);
    world.smtp = await startMailServer({}, port);
    const mail = await world.mailTo(newOwner.email ?? '');
    expect(mail.text).toContain('You are receiving this email because you are the owner of Acme Sales.');
    expect(await waitUntilSettled(deleted.id, 1)).toMatchObject([{ status: 'superseded' }]);
    expect(await waitUntilSettled(organization.id, 1)).toMatchObject([{ status: 'sent' }]);
    expect(world.smtp.received).toHaveLength(1);
  }, 60_000);
});

describe('monthly credits that run out', () => {
  it('are announced at 80 and at 100 percent, once a period, in local time', async () => {
    const { id, owner, path } = await world.organization('free');
    await owner.patch(path, { timezone: 'Asia/Tokyo' });
    await billing.debit(id, 39);
    expect(await noticesOf(id)).toEqual([]);
    await billing.debit(id, 1, 'the fortieth');
    const first = await world.mailTo(owner.email ?? '');
    expect(first.subject).toBe('You have used 80% of your monthly credits · Acme Sales');
    expect(first.text).toContain('Monthly credits used: 40 of 50');
    expect(first.text).toMatch(/Credits renew: .*, 00:00 \(Asia\/Tokyo, UTC\+9\)/);
    // Given back and taken again it is the same period's.
    await billing.refund(id, 'the fortieth');
    await Promise.all(Array.from({ length: 11 }, () => billing.debit(id, 1)));
    const second = await world.mailTo(owner.email ?? '', 2);
    expect(second.subject).toBe('You have used all your monthly credits · Acme Sales');
    expect(await waitUntilSettled(id, 2)).toMatchObject([{ kind: 'credits-80' }, { kind: 'credits-100' }]);
    expect(await billing.debit(id, 1).catch((error: unknown) => String(error))).toContain('insufficient-credits');
    expect(subjectsTo(owner)).toHaveLength(2);
  });

  it('are announced again in the next period', async () => {
    const { id, owner } = await world.organization('free');
    await billing.debit(id, 50);
    const monthAgo = DateTime.utc().minus({ months: 1, days: 3 }).toJSDate().toISOString();
    await moveCreation(world.database, id, monthAgo);
    await billing.debit(id, 40);
    await world.mailTo(owner.email ?? '', 2);
    const expectedNotices = [
      { kind: 'credits-100', status: 'sent' },
      { kind: 'credits-80', status: 'sent' },
    ];
    expect(await waitUntilSettled(id, 2)).toEqual(expectedNotices);
  });
});

describe('a payment that failed', () => {
  it('is announced once, with the end of the grace period, unless it is paid meanwhile', async () => {
    const { id, owner } = await world.organization('pro');
    const graceEndsAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
    await Promise.all([billing.failPayment(id, graceEndsAt), billing.failPayment(id, graceEndsAt)]);
    const mail = await world.mailTo(owner.email ?? '');
    expect(mail.subject).toBe('Your payment failed · Acme Sales');
    expect(mail.text).toContain('Plan: Pro\nPay by: ');
    expect(mail.text).toContain('(UTC)');
    await billing.failPayment(id, graceEndsAt);
    expect(await waitUntilSettled(id, 1)).toEqual([{ kind: 'payment-failed', status: 'sent' }]);
    expect(subjectsTo(owner)).toHaveLength(1);
  });

  it('is not sent any more when it is too late', async () => {
    const { id, owner } = await world.organization('pro');
    await billing.failPayment(id, new Date(Date.now() - 1_000).toISOString());
    expect(await waitUntilSettled(id, 1)).toEqual([{ kind: 'payment-failed', status: 'superseded' }]);
    expect(subjectsTo(owner)).toEqual([]);
  });
});

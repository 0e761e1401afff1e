import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { waitFor } from '../support/wait.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

/** Lets the moment pass at which the report of the last month is due. */
async function reportOf({ id }: Acme): Promise<void> {
  const { admin } = world.database;
  await admin.query(
    `update organization set created_at = created_at - interval '3 months' where organization_id = $1`,
    [id],
  );
  await admin.query(
    `update due_work set due_at = now() - interval '40 days' where kind = 'monthly-report' and organization_id = $1`,
    [id],
  );
  await world.runNow('monthly-reports');
}

async function reportTo(reader: Client) {
  const mail = await world.mailTo(reader.email ?? '', 1);
  const list = mail.headers.get('list') as { unsubscribe?: { url?: string } } | undefined;
  const url = list?.unsubscribe?.url ?? '';
  return { mail, url, path: new URL(url).pathname };
}

const reportsTo = ({ email }: Client): number =>
  world.smtp.received.filter(
    ({ to, subject }) => [to].flat()[0]?.text === email && subject?.startsWith('Revenue report'),
  ).length;

const preferenceOf = async (reader: Client, { path }: Acme) =>
  (await reader.get(`${path}/email-preferences`)).body.monthlyReport as boolean;
const call = (path: string, init: RequestInit = {}) => fetch(`${world.service.url}${path}`, init);

describe('the monthly report', () => {
  it('is unsubscribed from with one click by its reader alone, who turns it on again in the settings', async () => {
    const owner = await world.person('Una Owner', 'una.owner@example.com');
    const acme = await world.organization('pro', owner);
    const admin = await world.member(acme, 'admin', await world.person('Adam Admin'));
    const invitationMails = world.smtp.received.length;
    await reportOf(acme);
    await waitFor('two reports', () => world.smtp.received.length === invitationMails + 2);
    const { mail, url, path } = await reportTo(owner);
    expect(url).toMatch(/^http:\/\/localhost:\d+\/unsubscribe\/[\w-]{86}$/);
    expect(mail.headers.get('list-unsubscribe-post') ?? JSON.stringify(mail.headers.get('list'))).toMatch(/One-Click/i);
    expect(mail.text).toContain(`Unsubscribe:\n${url}`);
    expect(mail.html).toContain(url);

    // Opening the link, as scanners of emails do, changes nothing.
    const page = await call(path);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<button type="submit"');
    expect(await preferenceOf(owner, acme)).toBe(true);

    // As RFC 8058 has it, without any credentials; a second time is harmless.
    const form = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    };
    for (const time of ['first', 'second']) {
      const answer = await call(path, form);
      expect([time, answer.status]).toEqual([time, 200]);
      expect(await answer.text()).toContain('You are unsubscribed');
    }
    expect(await preferenceOf(owner, acme)).toBe(false);
    expect(await preferenceOf(admin, acme)).toBe(true);
    expect((await owner.get(acme.path)).body.monthlyReport).toBe(true);
    const { data } = (await owner.get(`${acme.path}/audit-events?action=member.emails_changed`)).body;
    expect(data).toMatchObject([
      {
        actor: { name: 'Una Owner' },
        target: { name: 'Una Owner' },
        changes: { monthlyReport: { from: true, to: false } },
      },
    ]);

    // An email that was enqueued before is not sent any more, and the next report goes to the others alone.
    await world.database.admin.query('delete from notice where organization_id = $1', [acme.id]);
    await world.database.admin.query('delete from monthly_report where organization_id = $1', [acme.id]);
    await reportOf(acme);
    await waitFor('the report to the admin', () => reportsTo(admin) === 2);
    const { rows } = await world.database.admin.query('select recipient_id from notice where organization_id = $1', [
      acme.id,
    ]);
    expect(rows).toEqual([{ recipient_id: admin.membershipId }]);
    expect(reportsTo(owner)).toBe(1);

    expect((await owner.put(`${acme.path}/email-preferences`, { monthlyReport: true })).body).toEqual({
      monthlyReport: true,
    });
    expect(await preferenceOf(owner, acme)).toBe(true);
    expect(await (await call(path)).text()).toContain('<button type="submit"');
  });

  it.each(['x', 'A'.repeat(86), `${'A'.repeat(85)}%`])(
    'is not turned off by a link that was not signed: %s',
    async (token) => {
      for (const method of ['GET', 'POST']) {
        const answer = await call(`/unsubscribe/${encodeURIComponent(token)}`, { method });
        expect(answer.status).toBe(404);
        expect(await answer.json()).toMatchObject({ code: 'unsubscribe-link-not-found' });
        const page = await call(`/unsubscribe/${encodeURIComponent(token)}`, {
          method,
          headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
        });
        expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
        expect(await page.text()).toContain('Open it from the email again, or turn the email off in the settings.');
      }
    },
  );

  it('is a choice of people: not of API keys, nor of those outside', async () => {
    const acme = await world.organization('pro');
    const { body } = await acme.owner.post(`${acme.path}/api-keys`, { name: 'Key', role: 'admin' });
    const path = `${acme.path}/email-preferences`;
    const key = world.bearer(body.key);
    for (const refused of [await key.get(path), await key.put(path, { monthlyReport: false })]) {
      expect(refused).toMatchObject({ status: 403, body: { code: 'permission-denied' } });
    }
    expect(await (await world.person()).get(path)).toMatchObject({
      status: 404,
      body: { code: 'organization-not-found' },
    });
    expect(await acme.owner.put(path, { monthlyReport: 'no' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/monthlyReport' }] },
    });
  });
});

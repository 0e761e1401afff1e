import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { emailStatusOf, invite, waitUntilNothingIsDue, listDueMails, recipients } from './support/due-mails.js';
import { holding, refusing, replying, type HeldMail } from './support/failing-smtp.js';

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  world = await World.start();
  organization = await world.organization('enterprise');
});
afterAll(() => world.stop());
beforeEach(() => restartMailServer());

/** The same mail server at the same port, but for these options, with nothing received. */
async function restartMailServer(options: Parameters<typeof startMailServer>[0] = {}): Promise<void> {
  await world.smtp.stop();
  world.smtp = await startMailServer(options, world.smtp.port);
}

/** Each email that is due has failed at least once. */
async function failedOnce(count: number): Promise<void> {
  await waitFor('a failure of each email', async () => {
    const rows = await listDueMails(world.database);
    return rows.length === count && rows.every(({ last_error: error }) => error !== null);
  });
}

async function idOf(email: string): Promise<string> {
  const { body } = await organization.owner.get(`${organization.path}/invitations?limit=100`);
  return (body.data as { id: string; email: string }[]).find((row) => row.email === email)?.id ?? '';
}

describe('emailStatus', () => {
  it('is queued until the mail server has taken the email, then sent, and queued again with a new send', async () => {
    const held: HeldMail[] = [];
    await restartMailServer(holding(held));
    const email = 'truth@example.com';
    const invited = await organization.owner.post(`${organization.path}/invitations`, { email, role: 'viewer' });
    expect(invited.body.emailStatus).toBe('queued');
    await waitFor('the mail server to hold the email', () => held.length === 1);
    expect(await emailStatusOf(organization, email)).toBe('queued');
    held[0]?.take();
    await waitUntilNothingIsDue(world.database);
    expect(await emailStatusOf(organization, email)).toBe('sent');

    const resent = await organization.owner.post(`${organization.path}/invitations/${invited.body.id}/resend`);
    expect(resent.body.emailStatus).toBe('queued');
    await waitFor('the mail server to hold the second email', () => held.length === 2);
    expect(await emailStatusOf(organization, email)).toBe('queued');
    held[1]?.take();
    await waitUntilNothingIsDue(world.database);
    expect(await emailStatusOf(organization, email)).toBe('sent');
    expect(held[1]?.mail.messageId).not.toBe(held[0]?.mail.messageId);
  });

  it('stays queued while the mail server says "later", and the email is sent in the end', async () => {
    const attempts: string[] = [];
    await restartMailServer(replying(new Map([['later@example.com', [450, 451]]]), attempts));
    await organization.owner.post(`${organization.path}/invitations`, { email: 'later@example.com', role: 'member' });
    await failedOnce(1);
    expect(await emailStatusOf(organization, 'later@example.com')).toBe('queued');
    await world.mailTo('later@example.com');
    await waitUntilNothingIsDue(world.database);
    expect(await emailStatusOf(organization, 'later@example.com')).toBe('sent');
    expect(attempts).toHaveLength(3);
  });

  it('is failed when the mail server refuses the recipient for good, who is not tried again', async () => {
    const attempts: string[] = [];
    await restartMailServer(replying(new Map([['no-such@example.com', [550, 550, 550]]]), attempts));
    await invite(organization, 1, 'unaffected');
    await organization.owner.post(`${organization.path}/invitations`, { email: 'no-such@example.com', role: 'member' });
    await waitUntilNothingIsDue(world.database);
    expect(await emailStatusOf(organization, 'no-such@example.com')).toBe('failed');
    expect(attempts.filter((address) => address === 'no-such@example.com')).toHaveLength(1);
    // It is refused alone: the invitation is, and the next one's email goes out.
    const { body } = await organization.owner.get(`${organization.path}/invitations?status=pending`);
    expect(body.data[0]).toMatchObject({ email: 'no-such@example.com', status: 'pending', emailStatus: 'failed' });
    expect(await emailStatusOf(organization, 'unaffected-0@example.com')).toBe('sent');
    const { rows } = await world.database.admin.query<{ sealed_token: unknown }>(
      `select distinct sealed_token from invitation_mail where status = 'failed'`,
    );
    expect(rows).toEqual([{ sealed_token: null }]);
  });
});

describe('a refusal that is the operator’s to repair', () => {
  const ready = async () => (await world.anonymous.get('//health/ready')) as { status: number; body: { mail: string } };
  const metric = async (name: string): Promise<number> => {
    const { text } = await world.anonymous.get('//metrics');
    const values = [...text.matchAll(new RegExp(`^${name}[^ ]* (\\d+)$`, 'gm'))].map(([, value]) => Number(value));
    return values.reduce((sum, value) => sum + value, 0);
  };

  it.each([
    ['quota', '550 5.4.5 Daily user sending quota exceeded'],
    ['relay', '554 5.7.1 Relay access denied'],
    ['system', '554 5.3.2 System not accepting network messages'],
  ])('loses no email, is told until it is repaired, and the email is sent then: %s', async (name, reply) => {
    const email = `${name}@example.com`;
    const [replies, attempts]: [Map<string, string>, string[]] = [new Map([[email, reply]]), []];
    await restartMailServer(refusing(replies, attempts));
    expect(await ready()).toMatchObject({ status: 200, body: { mail: 'ok' } });
    await organization.owner.post(`${organization.path}/invitations`, { email, role: 'member' });
    await waitFor('a second attempt', () => attempts.length >= 2);
    expect(await emailStatusOf(organization, email)).toBe('queued');
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ok', mail: 'refused' } });
    expect(await metric('mails_refused')).toBe(1);
    expect(await metric('mail_attempts_total{outcome="refused"}'.replace(/[{}"]/g, '.'))).toBeGreaterThanOrEqual(2);

    replies.clear();
    await world.mailTo(email);
    await waitUntilNothingIsDue(world.database);
    expect(await emailStatusOf(organization, email)).toBe('sent');
    expect(await ready()).toMatchObject({ status: 200, body: { mail: 'ok' } });
    expect(await metric('mails_refused')).toBe(0);
  });

  it('is tried until the invitation ends, and no longer', async () => {
    const email = 'until-the-end@example.com';
    const attempts: string[] = [];
    await restartMailServer(refusing(new Map([[email, '554 5.7.1 Relay access denied']]), attempts));
    await organization.owner.post(`${organization.path}/invitations`, { email, role: 'member' });
    await waitFor('an attempt', () => attempts.length > 0);
    await world.database.admin.query(
      `update invitation set expires_at = now() - interval '1 second' where email = $1`,
      [email],
    );
    await waitUntilNothingIsDue(world.database);
    expect(await ready()).toMatchObject({ body: { mail: 'ok' } });
  });

  it.each(['550 5.1.1 User unknown', '550 5.2.1 Mailbox disabled'])(
    'is none about the recipient: %s',
    async (reply) => {
      const email = `final-${reply.slice(6, 7)}@example.com`;
      const attempts: string[] = [];
      await restartMailServer(refusing(new Map([[email, reply]]), attempts));
      await organization.owner.post(`${organization.path}/invitations`, { email, role: 'member' });
      await waitUntilNothingIsDue(world.database);
      expect([await emailStatusOf(organization, email), attempts]).toEqual(['failed', [email]]);
      expect(await ready()).toMatchObject({ body: { mail: 'ok' } });
    },
  );
});

describe('an email that can never be written', () => {
  it('keeps no other waiting, and is failed after a day', async () => {
    await world.smtp.stop();
    const [poisoned = '', other = ''] = await invite(organization, 2, 'poison');
    await failedOnce(2);
    await world.database.admin.query(
      `update invitation_mail m set sealed_token = '\\x00' from invitation i
       where i.id = m.invitation_id and i.email = $1 and m.status = 'queued'`,
      [poisoned],
    );
    world.smtp = await startMailServer({}, world.smtp.port);
    await world.mailTo(other);
    const oneMailIsDue = async () => (await listDueMails(world.database)).length === 1;
    await waitFor('the other one to be done', oneMailIsDue);
    await waitFor('its failure', async () => {
      const { rowCount } = await world.database.admin.query(
        `update outbox set failing_since = now() - interval '25 hours', due_at = now(), attempts = greatest(attempts, 5)
         where finished_at is null and failing_since is not null`,
      );
      return rowCount === 1;
    });
    await waitUntilNothingIsDue(world.database);
    expect(await emailStatusOf(organization, poisoned)).toBe('failed');
    expect((await world.anonymous.get('//metrics')).text).toMatch(
      /^jobs_given_up_total\{queue="invitation-mail",name="send-invitation"\} 1$/m,
    );
  });
});

describe('an email that has not left yet', () => {
  it('never leaves when its invitation is revoked', async () => {
    await world.smtp.stop();
    const [revoked = '', kept = ''] = await invite(organization, 2, 'revoked');
    await failedOnce(2);
    const { status } = await organization.owner.delete(`${organization.path}/invitations/${await idOf(revoked)}`);
    expect(status).toBe(204);
    world.smtp = await startMailServer({}, world.smtp.port);
    await waitUntilNothingIsDue(world.database);
    expect(recipients(world.smtp.received)).toEqual([kept]);
    expect(await emailStatusOf(organization, revoked)).toBe('failed');
  });

  it('gives way to the email of a resend, whose link is the only one that arrives', async () => {
    await world.smtp.stop();
    const [email = ''] = await invite(organization, 1, 'resent');
    await failedOnce(1);
    await organization.owner.post(`${organization.path}/invitations/${await idOf(email)}/resend`);
    await failedOnce(2);
    world.smtp = await startMailServer({}, world.smtp.port);
    await waitUntilNothingIsDue(world.database);
    expect(recipients(world.smtp.received)).toEqual([email]);
    expect(await world.anonymous.get(`/invitations/${await world.tokenFor(email)}`)).toMatchObject({
      status: 200,
      body: { status: 'pending' },
    });
    expect(await emailStatusOf(organization, email)).toBe('sent');
  });

  it('is not sent any more when the invitation has expired', async () => {
    await world.smtp.stop();
    const [email = '', kept = ''] = await invite(organization, 2, 'expired');
    await failedOnce(2);
    await world.database.admin.query(`update invitation set expires_at = now() - interval '1 second' where id = $1`, [
      await idOf(email),
    ]);
    world.smtp = await startMailServer({}, world.smtp.port);
    await waitUntilNothingIsDue(world.database);
    expect(recipients(world.smtp.received)).toEqual([kept]);
    expect(await emailStatusOf(organization, email)).toBe('failed');
  });
});

import type { Client } from '../support/client.js';
import { refusing, replying } from '../mail/support/failing-smtp.js';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { SUPERADMIN, World } from '../support/world.js';

let world: World;
let superadmin: Client;
beforeAll(async () => {
  world = await World.start();
  superadmin = await world.person('Operator', SUPERADMIN);
});
afterAll(() => world.stop());

/** The same mail server at the same port, but for these options, with nothing received. */
async function restartMailServer(options: Parameters<typeof startMailServer>[0] = {}): Promise<void> {
  await world.smtp.stop();
  world.smtp = await startMailServer(options, world.smtp.port);
}

/** An organization with two members. */
async function team() {
  const organization = await world.organization('pro');
  await world.member(organization, 'viewer');
  return { ...organization, email: organization.owner.email ?? '' };
}

/** Makes the notice that more seats are in use than the plan has. */
async function makeNotice({ id }: { id: string }): Promise<void> {
  const { status, text } = await superadmin.put(`/platform/organizations/${id}/plan`, { plan: 'free' });
  if (status !== 200) throw new Error(text);
}

const statusOf = async ({ id }: { id: string }): Promise<string | undefined> => {
  const { rows } = await world.database.admin.query<{ status: string }>(
    'select status from notice where organization_id = $1',
    [id],
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.status;
};

const settled = (organization: { id: string }) =>
  waitFor('the notice to be settled', async () => {
    const status = await statusOf(organization);
    return status === 'queued' ? null : status;
  });

interface Work {
  readonly attempts: number;
  readonly finished: boolean;
  readonly last_error: string | null;
}

async function workOf({ id }: { id: string }): Promise<Work[]> {
  const { rows } = await world.database.admin.query<Work>(
    `select attempts, finished_at is not null as finished, last_error from outbox
     where organization_id = $1 and queue = 'notice-mail'`,
    [id],
  );
  return rows;
}

const mailState = async () => ((await world.anonymous.get('//health/ready')).body as { mail: string }).mail;

describe('a notice that the mail server refuses', () => {
  it('for good, since it does not know the recipient, is failed at once and not tried again; others are sent', async () => {
    const [unknown, other] = [await team(), await team()];
    const attempts: string[] = [];
    await restartMailServer(refusing(new Map([[unknown.email, '550 5.1.1 User unknown']]), attempts));
    await makeNotice(unknown);
    await makeNotice(other);
    expect([await settled(unknown), await settled(other)]).toEqual(['failed', 'sent']);
    const isOver = async () => (await workOf(unknown)).every(({ finished }) => finished);
    await waitFor('the end of the work', isOver);
    expect(await workOf(unknown)).toMatchObject([{ attempts: 1 }]);
    expect(attempts.filter((address) => address === unknown.email)).toHaveLength(1);
    // It is the recipient's fault, not the service's.
    expect(await mailState()).toBe('ok');
    expect((await world.anonymous.get('//metrics')).text).not.toMatch(
      /^jobs_given_up_total\{queue="notice-mail".* [1-9]/m,
    );
  });

  it('for now (4xx) waits, and is sent once when it is taken', async () => {
    const later = await team();
    const attempts: string[] = [];
    await restartMailServer(replying(new Map([[later.email, [450, 451]]]), attempts));
    await makeNotice(later);
    await waitFor('a first attempt', async () => (await workOf(later))[0]?.last_error);
    expect(await statusOf(later)).toBe('queued');
    await world.mailTo(later.email);
    expect(await settled(later)).toBe('sent');
    expect(attempts.filter((address) => address === later.email)).toHaveLength(3);
    expect(world.smtp.received).toHaveLength(1);
  });

  it('since this service may not send (5.7.1) waits until that is repaired, and says so meanwhile', async () => {
    const waiting = await team();
    const [replies, attempts] = [new Map([[waiting.email, '554 5.7.1 Relay access denied']]), [] as string[]];
    await restartMailServer(refusing(replies, attempts));
    await makeNotice(waiting);
    await waitFor('a second attempt', () => attempts.length >= 2);
    expect([await statusOf(waiting), await mailState()]).toEqual(['queued', 'refused']);
    replies.clear();
    await world.mailTo(waiting.email);
    expect([await settled(waiting), await mailState()]).toEqual(['sent', 'ok']);
  });
});

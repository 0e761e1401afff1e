import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { balanceOf, createConversation, stream, summarizeMessages, type OrganizationRef } from './support/chat.js';
import { ModelStandIn } from './support/stand-in.js';

let world: World;
let model: ModelStandIn;
let organization: OrganizationRef;
let messages: string;
beforeAll(async () => {
  model = await ModelStandIn.start();
  world = await World.startOwnProcess(model.environment);
  organization = await world.organization('starter');
});
afterAll(() => world.stop());
beforeEach(async () => {
  messages = await createConversation(organization.owner, organization);
});

const ask = (content: string, more: object = {}) => organization.owner.post(messages, { content, ...more });

async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = await balanceOf(organization);
  await work();
  return before - (await balanceOf(organization));
}

describe('credits', () => {
  it('that are missing are reported, and nothing is charged or written', async () => {
    const poor = await world.organization('free');
    const chat = await createConversation(poor.owner, poor);
    await world.database.admin.query(
      `update credit_entry set monthly = 4, monthly_after = 4 where organization_id = $1`,
      [poor.id],
    );
    const { status, body } = await poor.owner.post(chat, { content: 'Hello', tier: 'powerful' });
    expect([status, body.code, body.required, body.balance]).toEqual([402, 'insufficient-credits', 5, 4]);
    expect([await balanceOf(poor), await summarizeMessages(poor.owner, chat)]).toEqual([4, []]);
  });

  it('are exact after a hundred messages at once, some of which fail, and never below zero', async () => {
    const poor = await world.organization('free');
    const chat = await createConversation(poor.owner, poor);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        poor.owner.post(chat, { content: index % 10 === 0 ? `refuse: ${index}` : `Question ${index}` }),
      ),
    );
    const count = (outcome: string) =>
      answers.filter(({ status, body }) => `${status} ${(body.code as string | undefined) ?? ''}`.trim() === outcome)
        .length;
    const [answered, failed] = [count('201'), count('503 assistant-unavailable')];
    // A machine that is busy with other things may have no connection free for one of them in time: nothing is taken then.
    expect(answered + failed + count('402 insufficient-credits') + count('503 service-unavailable')).toBe(100);
    expect(answered).toBeGreaterThan(20);
    expect(await balanceOf(poor)).toBe(50 - answered);
    const { rows } = await world.database.admin.query<{ lowest: number; sum: number; last: number }>(
      `select min(balance_after)::int as lowest, sum(credits)::int as sum,
              (array_agg(balance_after order by number desc))[1]::int as last
       from credit_entry where organization_id = $1`,
      [poor.id],
    );
    expect(rows[0]?.lowest).toBeGreaterThanOrEqual(0);
    expect(rows).toEqual([{ lowest: expect.any(Number), sum: 50 - answered, last: 50 - answered }]);
    const numbers = await world.database.admin.query(
      `select count(*)::int as rows, max(number) as last, count(*) filter (where status = 'pending')::int as pending
       from conversation_message where organization_id = $1`,
      [poor.id],
    );
    const written = 2 * (answered + failed);
    expect(numbers.rows).toEqual([{ rows: written, last: written, pending: 0 }]);
  });
});

describe('an Idempotency-Key', () => {
  const send = (content: string, key: string, client = organization.owner) =>
    client.post(messages, { content }, { 'Idempotency-Key': key });

  it('makes of two messages one, and the second gets the answer of the first', async () => {
    const cost = await costOf(async () => {
      const first = await send('Once only', 'once');
      const again = await send('Once only', 'once');
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toEqual(first.body);
      expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
      const other = await send('Something else', 'once');
      expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    });
    expect(cost).toBe(1);
    expect(model.about('Once only')).toHaveLength(1);
  });

  it('lets one of many at once through', async () => {
    const cost = await costOf(async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => send('Many at once', 'many')));
      const outcomes = answers.map(({ status, body, headers }) =>
        status === 201 ? (headers.get('idempotent-replayed') ?? 'answered') : `${status} ${body.code as string}`,
      );
      expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(1);
      expect(new Set(outcomes)).toEqual(
        new Set(outcomes.filter((o) => /^(answered|true|409 idempotency-in-progress)$/.test(o))),
      );
    });
    expect(cost).toBe(1);
    expect(model.about('Many at once')).toHaveLength(1);
  });

  it('is free again when there was no answer', async () => {
    const cost = await costOf(async () => {
      expect((await send('refuse', 'again')).status).toBe(503);
      expect((await send('Now then', 'again')).status).toBe(201);
    });
    expect(cost).toBe(1);
  });
});

describe('while the model thinks', () => {
  it('no transaction is open, its lease is renewed, and others are answered in the same conversation', async () => {
    const leaving = new AbortController();
    const { owner } = organization;
    fetch(`${owner.baseUrl}/api/v1${messages}`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${owner.token ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'stall: thinking' }),
    }).catch(() => undefined);
    await waitFor('the model to be asked', () => model.about('stall: thinking')[0]);
    const { admin } = world.database;
    const { rows } = await admin.query(
      `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(rows).toEqual([]);
    await admin.query(
      `update conversation_message set lease_until = now() + interval '20 seconds' where status = 'pending'`,
    );
    expect((await ask('Meanwhile')).status).toBe(201);
    await waitFor('the lease to be renewed', async () => {
      const found = await admin.query(
        `select 1 from conversation_message where status = 'pending' and lease_until > now() + interval '40 seconds'`,
      );
      return found.rows.length === 1;
    });
    leaving.abort();
    await waitFor('it to end', async () => !(await summarizeMessages(owner, messages)).join().includes('pending'));
    expect(await summarizeMessages(owner, messages)).toEqual([
      'user completed 0 stall: thinking',
      'assistant failed 0',
      'user completed 0 Meanwhile',
      'assistant completed 1 You said: Meanwhile',
    ]);
  });
});

describe('a process that ends while the model thinks', () => {
  async function asked(content: string, key: string) {
    const other = await world.startAnotherProcess();
    const client = Object.assign(Object.create(organization.owner) as Client, { baseUrl: other.url });
    const before = await balanceOf(organization);
    const answer = client
      .call('POST', messages, { body: { content, tier: 'balanced' }, headers: { 'Idempotency-Key': key } })
      .catch(() => null);
    await waitFor('the model to be asked', () => model.about(content)[0]);
    expect(await balanceOf(organization)).toBe(before - 3);
    return { other, before, answer };
  }

  it('by SIGKILL: the credits come back once its lease has passed, exactly once', async () => {
    const { other, before } = await asked('stall: killed', 'killed');
    await other.kill();
    const again = () =>
      organization.owner.post(
        messages,
        { content: 'stall: killed', tier: 'balanced' },
        { 'Idempotency-Key': 'killed' },
      );
    expect((await again()).body.code).toBe('idempotency-in-progress');
    expect(await balanceOf(organization)).toBe(before - 3);
    // What a minute would do.
    await world.database.admin.query(
      `update conversation_message set lease_until = now() - interval '1 second' where status = 'pending'`,
    );
    await world.database.admin.query(`update due_work set due_at = now() where kind = 'assistant'`);
    await waitFor('the credits', async () => (await balanceOf(organization)) === before);
    expect(await summarizeMessages(organization.owner, messages)).toEqual([
      'user completed 0 stall: killed',
      'assistant failed 0',
    ]);
    await waitFor('nothing more to be due', async () => {
      const { rows } = await world.database.admin.query(`select 1 from due_work where kind = 'assistant'`);
      return rows.length === 0;
    });
    expect(await balanceOf(organization)).toBe(before);
  });

  it('by SIGTERM: at once, and the caller is notified', async () => {
    const { other, before, answer } = await asked('stall: stopped', 'stopped');
    expect(await other.stop()).toBe(0);
    expect((await answer)?.body.code).toBe('assistant-unavailable');
    expect(await balanceOf(organization)).toBe(before);
  });
});

describe('an answer that lasts longer than two minutes', () => {
  it('is cut off, and the part that was received is stored and charged', async () => {
    const before = await balanceOf(organization);
    const answer = await stream(organization.owner, messages, { content: 'endless' });
    const events = await answer.until();
    expect(events.at(-1)).toMatchObject({ event: 'message', data: { status: 'stopped', credits: 1 } });
    expect(before - (await balanceOf(organization))).toBe(1);
  }, 180_000);
});

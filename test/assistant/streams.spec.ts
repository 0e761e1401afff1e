import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { balanceOf, createConversation, stream, summarizeMessages, type OrganizationRef } from './support/chat.js';
import { ModelStandIn } from './support/stand-in.js';

let world: World;
let model: ModelStandIn;
let organization: OrganizationRef;
let messages: string;
let before: number;
beforeAll(async () => {
  model = await ModelStandIn.start();
  world = await World.start(model.environment);
  organization = await world.organization('starter');
});
afterAll(() => world.stop());
beforeEach(async () => {
  messages = await createConversation(organization.owner, organization);
  before = await balanceOf(organization);
});

const open = (content: string, headers: Record<string, string> = {}) =>
  stream(organization.owner, messages, { content, tier: 'balanced' }, headers);
const cost = async () => before - (await balanceOf(organization));
const deltas = (events: { event: string; data: { text?: string } }[]) =>
  events.flatMap(({ event, data }) => (event === 'delta' ? [data.text] : []));

describe('a streamed answer', () => {
  it('comes piece by piece, and at its end as it is stored', async () => {
    const answer = await open('How are you today?');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
    const events = await answer.until();
    expect(deltas(events)).toEqual(['You said: ', 'How ', 'are ', 'you ', 'today?']);
    const { body } = await organization.owner.get(messages);
    expect(events.at(-1)).toEqual({ event: 'message', data: body.data[1] });
    expect(body.data[1]).toMatchObject({ content: 'You said: How are you today?', credits: 3, status: 'completed' });
    expect(await cost()).toBe(3);
  });

  it('is asked for by the header Accept alone; JSON comes where either will do', async () => {
    for (const accept of ['*/*', 'application/json, text/event-stream', 'text/event-stream;q=0.5, application/json']) {
      const answer = await open('Hello', { accept });
      expect([accept, answer.status]).toEqual([accept, 201]);
      answer.abort();
    }
  });

  it('tells before and after what was looked up, as one text', async () => {
    await organization.owner.post(`${organization.path}/leads`, { name: 'Katherine Johnson' });
    const events = await (await open('tool: search_leads {"q":"kath","limit":1}')).until();
    const text = deltas(events).join('');
    expect(text).toMatch(/^Let me look\.\n\nFound .*Katherine Johnson/);
    expect(events.at(-1)).toMatchObject({ event: 'message', data: { content: text } });
  });

  it.each([
    ['done without reason', 'All of it'],
    ['in halves', 'Well \u{1f600} done'],
  ])('is whole, however the endpoint ends or cuts it: %s', async (behaviour, text) => {
    const events = await (await open(behaviour)).until();
    expect(events.at(-1)).toMatchObject({ event: 'message', data: { content: text, status: 'completed' } });
  });

  it('takes no Idempotency-Key: two are two', async () => {
    for (const _ of [1, 2]) {
      expect((await (await open('Twice', { 'idempotency-key': 'twice' })).until()).at(-1)?.event).toBe('message');
    }
    expect(await cost()).toBe(6);
  });

  it('is not begun where it is refused: the problem comes with its status', async () => {
    const answer = await stream(organization.owner, messages.replace(/[^/]+\/messages/, 'none/messages'), {
      content: 'Hello',
    });
    await answer.until();
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([404, { code: 'conversation-not-found' }]);
  });
});

describe('a model that fails', () => {
  it.each(['fail', 'refuse', 'wrong', 'page', 'silent'])(
    '(%s) before it has said anything is reported with the status',
    async (behaviour) => {
      const answer = await open(behaviour);
      await answer.until();
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([503, { code: 'assistant-unavailable' }]);
      expect(await cost()).toBe(0);
    },
  );

  it.each([
    ['half', 'Half an answer'],
    ['half closed', 'Half an answer'],
    ['half, then nonsense', 'Half an answer'],
  ])('(%s) in the middle: the part that was received is the answer, and is charged', async (behaviour, part) => {
    const events = await (await open(behaviour)).until();
    expect(deltas(events).join('')).toBe(part);
    expect(events.at(-1)).toMatchObject({ event: 'message', data: { status: 'stopped', credits: 3, content: part } });
    expect(await cost()).toBe(3);
    expect(await summarizeMessages(organization.owner, messages)).toEqual([
      `user completed 0 ${behaviour}`,
      `assistant stopped 3 ${part}`,
    ]);
  });

  it('by asking without end is instructed to answer, asked six times at most, and paid for', async () => {
    const events = await (await open('always tool')).until();
    expect(events.at(-1)).toMatchObject({ event: 'message', data: { status: 'completed', credits: 3 } });
    expect(deltas(events).join('')).toMatch(/I reached the limit of lookups for one question/);
    const seen = model.about('always tool');
    expect(seen.map(({ request }) => request.tool_choice)).toEqual([...Array<string>(5).fill('auto'), 'none']);
    expect(await cost()).toBe(3);
    const whole = await organization.owner.post(messages, { content: 'always tool', tier: 'balanced' });
    expect(whole).toMatchObject({ status: 201, body: { status: 'completed', credits: 3 } });
    expect(await cost()).toBe(6);
  });
});

describe('a lookup that fails is reported to the model, and the answer goes on and is paid for', () => {
  const ledgerSum = async (): Promise<[string, string]> => {
    const { rows } = await world.database.admin.query<{ sum: string; balance: string }>(
      `select sum(credits)::text as sum, (array_agg(balance_after::text order by number desc))[1] as balance
       from credit_entry where organization_id = $1`,
      [organization.id],
    );
    return [rows[0]?.sum ?? '', rows[0]?.balance ?? ''];
  };

  it('a sum beyond 2^53-1', async () => {
    const { owner, path } = organization;
    const amount = { amount: Number.MAX_SAFE_INTEGER };
    for (const name of ['One', 'Two']) {
      await owner.post(`${path}/deals`, { name, amount, stage: 'closed_won', closedAt: '2026-11-02T00:00:00Z' });
    }
    const events = await (await open('tool: revenue {"from":"2026-11-01","to":"2026-11-30"}')).until();
    expect(events.at(-1)).toMatchObject({ event: 'message', data: { status: 'completed', credits: 3 } });
    expect(deltas(events).join('')).toContain('"amount":9007199254740991');
    expect(await cost()).toBe(3);
  });

  it.each(['0000-01-01', '0001-01-01', '1899-12-31', '9999-12-31', '2026-02-30', '+275760-09-13', 'today'])(
    'a day that the database or the calendar does not have: %s',
    async (day) => {
      const events = await (await open(`tool: revenue {"from":"${day}","to":"2026-11-30"}`)).until();
      expect(events.at(-1)).toMatchObject({ event: 'message', data: { status: 'completed', credits: 3 } });
      expect(deltas(events).join('')).toContain('Wrong arguments');
      expect(await cost()).toBe(3);
    },
  );

  it('anything that the database refuses', async () => {
    await world.database.admin.query('alter table lead rename to lead_away');
    try {
      const events = await (await open('tool: search_leads {"q":"kath"}')).until();
      expect(deltas(events).join('')).toContain('This lookup failed');
      expect(events.at(-1)).toMatchObject({ event: 'message', data: { status: 'completed', credits: 3 } });
    } finally {
      await world.database.admin.query('alter table lead_away rename to lead');
    }
    expect(await cost()).toBe(3);
    const [sum, balance] = await ledgerSum();
    expect(sum).toBe(balance);
  });
});

describe('a reader who leaves', () => {
  it('in the middle has read a part and pays for it; the model is not asked again', async () => {
    const answer = await open('half, then silence');
    await answer.until('delta');
    answer.abort();
    await waitFor('the model to be left', () => model.about('half, then silence')[0]?.left);
    await waitFor(
      'the message to end',
      async () => !(await summarizeMessages(organization.owner, messages)).join().includes('pending'),
    );
    expect(await summarizeMessages(organization.owner, messages)).toEqual([
      'user completed 0 half, then silence',
      'assistant stopped 3 Half an answer',
    ]);
    expect(await cost()).toBe(3);
  });

  /** Asks what the model never answers, and leaves. */
  async function leave(content: string): Promise<void> {
    const leaving = new AbortController();
    const { owner } = organization;
    const asked = model.about(content).length;
    fetch(`${owner.baseUrl}/api/v1${messages}`, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${owner.token ?? ''}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ content, tier: 'balanced' }),
    }).catch(() => undefined);
    await waitFor('the model to be asked', () => model.about(content).length > asked);
    leaving.abort();
    await waitFor('the message to end', async () => {
      const all = (await summarizeMessages(organization.owner, messages)).join();
      return !all.includes('pending');
    });
  }

  it('before anything was said pays nothing, ten times an hour; then the model was asked and is paid for', async () => {
    await leave('stall');
    expect(await summarizeMessages(organization.owner, messages)).toEqual([
      'user completed 0 stall',
      'assistant failed 0',
    ]);
    expect(await cost()).toBe(0);
    for (let time = 2; time <= 10; time += 1) await leave('stall');
    expect(await cost()).toBe(0);
    for (let time = 11; time <= 13; time += 1) await leave('stall');
    expect(await cost()).toBe(9);
    expect((await summarizeMessages(organization.owner, messages)).at(-1)).toBe('assistant failed 3');
    // What a person did an hour ago no longer counts, and what another one did does not count.
    await world.database.admin.query(`update conversation_message set finished_at = finished_at - interval '2 hours'
      where unheard_by is not null`);
    await leave('stall');
    expect(await cost()).toBe(9);
    await waitFor('the log', () => world.service.output().includes('The credits of an answer were kept'));
  });
});

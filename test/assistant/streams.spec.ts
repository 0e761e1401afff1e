import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { balanceOf, begin, stream, told, type Place } from './support/chat.js';
import { ModelStandIn } from './support/stand-in.js';

let world: World;
let model: ModelStandIn;
let organization: Place;
let messages: string;
let before: number;
beforeAll(async () => {
  model = await ModelStandIn.start();
  world = await World.start(model.environment);
  organization = await world.organization('starter');
});
afterAll(() => world.stop());
beforeEach(async () => {
  messages = await begin(organization.owner, organization);
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
      answer.leave();
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
    '(%s) before it has said anything is told with the status',
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
  ])('(%s) in the middle is told in the stream; the part is kept and costs nothing', async (behaviour, part) => {
    const answer = await open(behaviour);
    const events = await answer.until();
    expect(deltas(events).join('')).toBe(part);
    expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: 'assistant-unavailable', status: 503 } });
    expect(await cost()).toBe(0);
    expect(await told(organization.owner, messages)).toEqual([
      `user completed 0 ${behaviour}`,
      `assistant failed 0 ${part}`,
    ]);
  });

  it('by asking without end gets no answer, and no more than six turns', async () => {
    const events = await (await open('always tool')).until();
    expect(events.at(-1)?.event).toBe('error');
    const seen = model.about('always tool');
    expect(seen.map(({ request }) => request.tool_choice)).toEqual([...Array<string>(5).fill('auto'), 'none']);
    expect(await cost()).toBe(0);
  });
});

describe('a reader who leaves', () => {
  it('in the middle has read a part and pays for it; the model is asked no more', async () => {
    const answer = await open('half, then silence');
    await answer.until('delta');
    answer.leave();
    await waitFor('the model to be left', () => model.about('half, then silence')[0]?.left);
    await waitFor(
      'the message to end',
      async () => !(await told(organization.owner, messages)).join().includes('pending'),
    );
    expect(await told(organization.owner, messages)).toEqual([
      'user completed 0 half, then silence',
      'assistant stopped 3 Half an answer',
    ]);
    expect(await cost()).toBe(3);
  });

  it('before anything was said pays nothing', async () => {
    const leaving = new AbortController();
    const { owner } = organization;
    fetch(`${owner.baseUrl}/api/v1${messages}`, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${owner.token ?? ''}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ content: 'stall', tier: 'balanced' }),
    }).catch(() => undefined);
    await waitFor('the model to be asked', () => model.about('stall')[0]);
    expect(await cost()).toBe(3);
    leaving.abort();
    await waitFor('the credits', async () => (await cost()) === 0);
    expect(await told(owner, messages)).toEqual(['user completed 0 stall', 'assistant failed 0']);
  });
});

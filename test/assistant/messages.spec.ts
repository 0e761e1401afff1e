import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { balanceOf, createConversation, summarizeMessages, type OrganizationRef } from './support/chat.js';
import { ModelStandIn, type ModelRequest } from './support/stand-in.js';

let world: World;
let model: ModelStandIn;
let organization: OrganizationRef;
let messages: string;
beforeAll(async () => {
  model = await ModelStandIn.start();
  world = await World.start(model.environment);
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

describe('a message', () => {
  it.each([
    ['fast', 1],
    ['balanced', 3],
    ['powerful', 5],
  ] as const)('of the tier %s takes %d credits and is answered', async (tier, credits) => {
    const cost = await costOf(async () => {
      const { status, body } = await ask('Good morning', { tier });
      expect({ status, body }).toEqual({
        status: 201,
        body: {
          id: expect.any(String),
          conversationId: messages.split('/').at(-2),
          role: 'assistant',
          content: 'You said: Good morning',
          tier,
          credits,
          status: 'completed',
          createdAt: expect.any(String),
        },
      });
    });
    expect(cost).toBe(credits);
    expect(await summarizeMessages(organization.owner, messages)).toEqual([
      'user completed 0 Good morning',
      `assistant completed ${credits} You said: Good morning`,
    ]);
    const { body } = await organization.owner.get(`${organization.path}/billing/credits/ledger?limit=1`);
    expect(body.data).toMatchObject([
      { kind: 'debit', credits: -credits, feature: 'assistant', actor: { kind: 'member' } },
    ]);
  });

  it('asks the configured model, with where it is and what was said before', async () => {
    await ask('What is new?');
    await ask('And what else?');
    const [{ request, authorization } = { request: {} as ModelRequest, authorization: '' }] =
      model.about('And what else?');
    expect(authorization).toBe('Bearer key-of-the-model');
    expect(request.model).toBe('stand-in');
    const [system, ...said] = request.messages;
    expect(system?.role).toBe('system');
    for (const fact of ['"Acme Sales"', 'EUR', 'UTC', 'owner']) expect(system?.content).toContain(fact);
    expect(said).toEqual([
      { role: 'user', content: 'What is new?' },
      { role: 'assistant', content: 'You said: What is new?' },
      { role: 'user', content: 'And what else?' },
    ]);
  });

  it('is fast unless it says otherwise; blank, too long or of no tier it is refused and takes nothing', async () => {
    const cost = await costOf(async () => {
      for (const [body, pointer] of [
        [{}, '/content'],
        [{ content: ' \n' }, '/content'],
        [{ content: 'x'.repeat(20_001) }, '/content'],
        [{ content: 'Hello', tier: 'free' }, '/tier'],
        [{ content: 'Hello', tier: null }, '/tier'],
      ] as const) {
        const answer = await organization.owner.post(messages, body);
        expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
      }
    });
    expect(cost).toBe(0);
    expect(await costOf(() => ask('Hello'))).toBe(1);
  });

  it('leaves an audit event without a word of it', async () => {
    await ask('A secret question');
    const { body } = await organization.owner.get(`${organization.path}/audit-events?limit=2`);
    expect(body.data).toMatchObject([
      { action: 'message.sent', target: { kind: 'conversation', id: messages.split('/').at(-2) } },
      { action: 'conversation.created' },
    ]);
    expect(JSON.stringify(body.data)).not.toContain('secret');
    expect(world.service.output()).not.toMatch(/secret question/);
  });
});

describe('a model that does not answer', () => {
  it.each(['fail', 'refuse', 'wrong', 'page', 'silent', 'half', 'half closed'])(
    '(%s) costs nothing',
    async (behaviour) => {
      const cost = await costOf(async () => {
        const { status, body, text } = await ask(behaviour, { tier: 'powerful' });
        expect([status, body.code]).toEqual([503, 'assistant-unavailable']);
        expect(text).not.toContain('endpoint');
      });
      expect(cost).toBe(0);
      expect(await summarizeMessages(organization.owner, messages)).toEqual([
        `user completed 0 ${behaviour}`,
        'assistant failed 0',
      ]);
    },
  );

  it('is asked again, and what failed is in no prompt', async () => {
    expect((await ask('fail once: and again')).status).toBe(201);
    await ask('refuse');
    await ask('Goodbye');
    const [seen] = model.about('Goodbye');
    expect(seen?.request.messages.map(({ content }) => content).slice(1)).toEqual([
      'fail once: and again',
      'You said: fail once: and again',
      'Goodbye',
    ]);
  });

  it('is not asked again once the caller has left, and the credits are back', async () => {
    const before = await balanceOf(organization);
    const leaving = new AbortController();
    const left = fetch(`${organization.owner.baseUrl}/api/v1${messages}`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${organization.owner.token ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'stall: the caller leaves' }),
    });
    left.catch(() => undefined);
    const seen = await waitFor('the model to be asked', () => model.about('stall: the caller leaves')[0]);
    expect(await balanceOf(organization)).toBe(before - 1);
    leaving.abort();
    await waitFor('the model to be left', () => seen.left);
    await waitFor('the credits', async () => (await balanceOf(organization)) === before);
    expect(await summarizeMessages(organization.owner, messages)).toEqual([
      'user completed 0 stall: the caller leaves',
      'assistant failed 0',
    ]);
  });
});

import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { createConversation, type OrganizationRef } from './support/chat.js';
import { ModelStandIn } from './support/stand-in.js';

type Member = Client & { membershipId: string };

let world: World;
let model: ModelStandIn;
let organization: OrganizationRef;
let foreign: OrganizationRef;
let member: Member;
beforeAll(async () => {
  model = await ModelStandIn.start();
  world = await World.start(model.environment);
  [organization, foreign] = [await world.organization(), await world.organization()];
  member = await world.member(organization, 'member');
  await organization.owner.post(`${organization.path}/leads`, { name: 'Katherine Johnson', status: 'contacted' });
  await member.post(`${organization.path}/leads`, { name: 'Dorothy Vaughan' });
  await foreign.owner.post(`${foreign.path}/leads`, { name: 'Katherine of the others' });
  for (const [client, place, name, amount] of [
    [organization.owner, organization, 'Large', 70_000],
    [member, organization, 'Small', 5_000],
    [foreign.owner, foreign, 'Foreign', 900_000],
  ] as const) {
    const closedAt = '2026-03-31T23:30:00Z';
    await client.post(`${place.path}/deals`, { name, amount: { amount }, stage: 'closed_won', closedAt });
  }
});
afterAll(() => world.stop());

/** The tool's answer to the model, called as the model calls it. */
async function use(client: Client, tool: string, given: unknown, place = organization): Promise<unknown> {
  const messages = await createConversation(client, place);
  const args = typeof given === 'string' ? given : JSON.stringify(given);
  const { body, status, text } = await client.post(messages, { content: `tool: ${tool} ${args}` });
  if (status !== 201) throw new Error(text);
  return JSON.parse((body.content as string).replace(/^Found /, '')) as unknown;
}

describe('the tools of the assistant', () => {
  it('are sent to the model, each with its arguments', async () => {
    await organization.owner.post(await createConversation(organization.owner, organization), {
      content: 'Which tools?',
    });
    const [seen] = model.about('Which tools?');
    expect(seen?.request.tools?.map((tool) => tool.function)).toMatchObject(
      ['search_leads', 'search_deals', 'count_records', 'revenue'].map((name) => ({
        name,
        description: expect.any(String),
        parameters: { type: 'object', additionalProperties: false, properties: expect.any(Object) },
      })),
    );
  });

  it('find records of the caller’s organization alone', async () => {
    expect(await use(organization.owner, 'search_leads', { q: 'katherine' })).toMatchObject({
      found: [{ name: 'Katherine Johnson', status: 'contacted' }],
      thereAreMore: false,
    });
    expect(await use(organization.owner, 'search_leads', { status: ['new'] })).toMatchObject({
      found: [{ name: 'Dorothy Vaughan' }],
    });
    expect(await use(member, 'search_leads', { owner: 'me' })).toMatchObject({ found: [{ name: 'Dorothy Vaughan' }] });
    expect(await use(organization.owner, 'search_deals', { limit: 1 })).toMatchObject({
      found: [{ name: 'Large', amount: { amount: 70_000, currency: 'EUR' } }],
      thereAreMore: true,
    });
    expect(await use(organization.owner, 'count_records', { kind: 'leads' })).toEqual([
      { state: 'contacted', count: 1 },
      { state: 'new', count: 1 },
    ]);
    expect(await use(organization.owner, 'count_records', { kind: 'calls' })).toEqual([]);
  });

  it('find nothing by an id of another organization', async () => {
    const { body } = await foreign.owner.get(`${foreign.path}/members`);
    const theirs = body.data[0].id as string;
    for (const tool of ['search_leads', 'search_deals']) {
      expect(await use(organization.owner, tool, { owner: theirs })).toEqual({ found: [], thereAreMore: false });
    }
    expect(await use(foreign.owner, 'search_leads', { owner: theirs }, foreign)).toMatchObject({ found: [{}] });
  });

  it('add up to a member their own revenue only, in the organization’s days', async () => {
    const march = { from: '2026-03-01', to: '2026-03-31' };
    expect(await use(organization.owner, 'revenue', march)).toMatchObject({
      of: 'all deals',
      revenue: [{ won: 2, revenue: { amount: 75_000, currency: 'EUR' } }],
    });
    expect(await use(member, 'revenue', march)).toMatchObject({
      of: expect.stringContaining('only the deals'),
      revenue: [{ won: 1, revenue: { amount: 5_000, currency: 'EUR' } }],
    });
    // As an abbreviation of Postgres' own, CET would have no daylight saving.
    await organization.owner.patch(organization.path, { timezone: 'CET' });
    expect(await use(organization.owner, 'revenue', march)).toMatchObject({ revenue: [] });
    await organization.owner.patch(organization.path, { timezone: 'Europe/Berlin' });
    expect(await use(organization.owner, 'revenue', march)).toMatchObject({ revenue: [] });
    expect(await use(organization.owner, 'revenue', { from: '2026-04-01', to: '2026-04-01' })).toMatchObject({
      revenue: [{ won: 2 }],
    });
  });

  it.each([
    ['delete_leads', '{}', 'Unknown tool.'],
    ['search_leads', '{"colour":"red"}', 'Wrong arguments'],
    ['search_leads', '{"owner":"\' or true"}', 'Wrong arguments'],
    ['search_leads', '{"q":"\\u0000"}', 'Wrong arguments'],
    ['search_leads', '{"limit":1000}', 'Wrong arguments'],
    ['search_leads', 'no json', 'Wrong arguments'],
    ['count_records', '{"kind":"membership"}', 'Wrong arguments'],
    ['revenue', '{"from":"2026-02-30","to":"2026-03-01"}', 'Wrong arguments'],
  ])('tell the model what is wrong: %s %s', async (tool, given, error) => {
    expect(await use(organization.owner, tool, given)).toEqual({ error: expect.stringContaining(error) });
  });

  it('are closed to someone who was removed in the middle, and nothing is taken for that', async () => {
    const leaver = await world.member(organization, 'member');
    const messages = await createConversation(leaver, organization);
    const balance = async () =>
      (await organization.owner.get(`${organization.path}/billing/credits`)).body.balance as number;
    const before = await balance();
    model.meanwhile = () => organization.owner.delete(`${organization.path}/members/${leaver.membershipId}`);
    const { status, body } = await leaver.post(messages, { content: 'tool, meanwhile: search_leads {}' });
    expect([status, body.code]).toEqual([404, 'organization-not-found']);
    expect(await balance()).toBe(before);
  });
});

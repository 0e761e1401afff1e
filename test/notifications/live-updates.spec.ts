import { holding, type HeldMail } from '../mail/support/failing-smtp.js';
import { Client } from '../support/client.js';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { OpenStream } from './support/live-stream.js';

let world: World;
let acme: Awaited<ReturnType<World['organization']>>;
const streams: OpenStream[] = [];
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: 'on' });
  acme = await world.organization('enterprise');
});
afterAll(() => world.stop());
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});

async function open(client: Client, path = acme.path): Promise<OpenStream> {
  const stream = await OpenStream.open(client, path);
  streams.push(stream);
  return stream;
}

const invite = async () => {
  const email = (await world.person('Invitee')).email ?? '';
  return (await acme.owner.post(`${acme.path}/invitations`, { email, role: 'viewer' })).body.id as string;
};

describe('the stream of changes', () => {
  it('names what changed, after it was committed, and contains nothing else', async () => {
    const stream = await open(acme.owner);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const id = await invite();
    expect(await stream.changeOf('invitations', id)).toContain(id);
    const member = await world.member(acme, 'member');
    await stream.changeOf('members');
    await acme.owner.patch(`${acme.path}/members/${member.membershipId}`, { role: 'viewer' });
    await stream.changeOf('members', member.membershipId);
    for (const change of stream.changes) expect(Object.keys(change)).toEqual(['topic', 'ids']);
  });

  it('tells how the email of an invitation ended, by the process that has sent it', async () => {
    const held: HeldMail[] = [];
    await world.smtp.stop();
    world.smtp = await startMailServer(holding(held), world.smtp.port);
    const stream = await open(acme.owner);
    const id = await invite();
    await stream.changeOf('invitations', id);
    await waitFor('the mail server to hold the email', () => held.length === 1);
    held[0]?.take();
    await waitFor('the second change', () => stream.changes.filter(({ ids }) => ids.includes(id)).length === 2);
    await world.smtp.stop();
    world.smtp = await startMailServer({}, world.smtp.port);
  });

  it('tells a role only the topics that it may read, and each person only what is theirs', async () => {
    const [viewer, member] = [await world.member(acme, 'viewer'), await world.member(acme, 'member')];
    const [ofViewer, ofMember, ofOwner] = [await open(viewer), await open(member), await open(acme.owner)];
    await acme.owner.post(`${acme.path}/api-keys`, { name: 'Import', role: 'viewer' });
    await ofOwner.changeOf('invitations', await invite());
    await ofOwner.changeOf('api-keys');
    // The last change that both may know of: what came before it has been sent.
    await acme.owner.patch(`${acme.path}/members/${viewer.membershipId}`, { role: 'member' });
    await ofMember.changeOf('members', viewer.membershipId);
    expect(new Set(ofMember.topics)).toEqual(new Set(['members']));
    await ofViewer.changeOf('permissions');
    expect(new Set(ofViewer.topics)).toEqual(new Set(['members', 'permissions', 'notifications']));
    await acme.owner.patch(`${acme.path}/members/${member.membershipId}`, { role: 'admin' });
    await ofMember.changeOf('permissions');
    await ofMember.changeOf('invitations', await invite());
  });

  it('crosses processes, and says so when changes may be missing', async () => {
    const other = await world.startAnotherProcess();
    const elsewhere = new Client(other.url, acme.owner.token);
    const stream = await open(elsewhere);
    const id = await invite();
    await stream.changeOf('invitations', id);
    expect(stream.isResynced).toBe(false);
    await other.stop();
    await stream.waitForEnd();
  });

  it('says nothing of another organization', async () => {
    const beta = await world.organization('enterprise', acme.owner);
    const [ofAcme, ofBeta] = [await open(acme.owner), await open(acme.owner, beta.path)];
    const member = await world.member(beta, 'member');
    await ofBeta.changeOf('members');
    await invite();
    await ofAcme.changeOf('invitations');
    expect(ofAcme.topics).not.toContain('members');
    expect(JSON.stringify(ofAcme.changes)).not.toContain(member.membershipId);
  });

  it('ends with the membership, and with the organization', async () => {
    const beta = await world.organization('enterprise');
    const [member, viewer] = [await world.member(beta, 'member'), await world.member(beta, 'viewer')];
    const [ofMember, ofViewer] = [await open(member, beta.path), await open(viewer, beta.path)];
    await beta.owner.delete(`${beta.path}/members/${member.membershipId}`);
    await ofMember.waitForEnd();
    expect(ofMember.topics).toEqual([]);
    await ofViewer.changeOf('members', member.membershipId);
    await beta.owner.delete(`${beta.path}?confirmName=Acme%20Sales`);
    await ofViewer.waitForEnd();
    expect((await open(viewer, beta.path)).status).toBe(404);
  });

  it('is refused to API keys and strangers, and beyond ten at once', async () => {
    const { body } = await acme.owner.post(`${acme.path}/api-keys`, { name: 'Sync', role: 'admin' });
    expect((await open(world.bearer(body.key as string))).status).toBe(403);
    expect((await open(await world.person('Stranger'))).status).toBe(404);
    const viewer = await world.member(acme, 'viewer');
    for (let count = 0; count < 10; count += 1) expect((await open(viewer)).status).toBe(200);
    expect((await open(viewer)).status).toBe(429);
  });
});

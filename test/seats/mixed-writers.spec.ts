import { Client, type Answer } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { countDeadlocks, countSeats } from './support/seat-count.js';

const ROUNDS = 8;
/** Rounds go on until each kind of writer got through at least once, else they prove nothing; at most this many. */
const MAX_ROUNDS = 40;
const KINDS = ['accept', 'invite', 'plan', 'read', 'remove', 'resend', 'revoke', 'role'];
const PEOPLE = 14;
const LIMITS: Readonly<Record<string, number>> = { free: 1, starter: 3, pro: 10 };

/** What may be answered to a writer whom another one has overtaken. */
const REFUSALS = [
  '403 permission-denied',
  '404 organization-not-found',
  '404 invitation-not-found',
  '409 already-a-member',
  '409 already-invited',
  '409 invitation-not-open',
  '409 member-not-active',
  '409 seat-limit-reached',
  '409 seats-exceed-plan',
  '410 invitation-declined',
  '410 invitation-revoked',
  '410 invitation-used',
];

let world: World;
let second: ServiceProcess;
let organization: { id: string; owner: Client; path: string };
let people: Client[];

beforeAll(async () => {
  world = await World.start();
  second = await world.startAnotherProcess();
  organization = await world.organization('pro');
  people = await Promise.all(Array.from({ length: PEOPLE }, () => world.person('Writer')));
}, 60_000);
afterAll(async () => {
  await second.stop();
  await world.stop();
});

interface Writer {
  readonly kind: string;
  readonly run: () => Promise<Answer>;
}

interface State {
  readonly pending: readonly { id: string; email: string }[];
  readonly members: readonly { id: string; userId: string; role: string }[];
}

/** Numbers that are the same for the same seed, so that a failing round can be run again. */
function seededPick(seed: number): <T>(list: readonly T[]) => T {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return list[(state >>> 8) % list.length] as (typeof list)[number];
  };
}

/** Twenty to thirty writers of every kind, each at either process, as the owner or as one of the admins. */
function writersOf(seed: number, { pending, members }: State, links: ReadonlyMap<string, string>): Writer[] {
  const pick = seededPick(seed);
  const { path, owner } = organization;
  const admins = people.filter(({ userId }) => members.some((one) => one.userId === userId && one.role === 'admin'));
  const at = (person: Client): Client =>
    pick([person, new Client(second.url, person.token, person.userId, person.email)]);
  const manager = (): Client => at(pick([owner, owner, ...admins]));
  const others = members.filter(({ role }) => role !== 'owner');
  const some = <T>(count: number, from: readonly T[], make: (one: T) => Writer): Writer[] =>
    from.length === 0 ? [] : Array.from({ length: count }, () => make(pick(from)));
  const post = (kind: string, person: Client, to: string, body?: object): Writer => ({
    kind,
    run: () => person.post(to, body),
  });
  const writers = [
    ...some(8, people, ({ email }) =>
      post('invite', manager(), `${path}/invitations`, { email, role: pick(['admin', 'member', 'viewer']) }),
    ),
    ...people.flatMap((person) => {
      const link = links.get(person.email ?? '');
      return link ? [post('accept', at(person), `/invitations/${link}/accept`)] : [];
    }),
    ...some(
      1,
      people.filter(({ email }) => links.has(email ?? '')),
      (person) => post('decline', at(person), `/invitations/${links.get(person.email ?? '') ?? ''}/decline`),
    ),
    ...some(3, pending, ({ id }) => post('resend', manager(), `${path}/invitations/${id}/resend`)),
    ...some(2, pending, ({ id }) => ({
      kind: 'revoke',
      run: () => manager().delete(`${path}/invitations/${id}`),
    })),
    ...some(3, ['starter', 'pro'], (plan) => ({
      kind: 'plan',
      run: () => at(owner).put(`${path}/billing/plan`, { plan }),
    })),
    ...some(4, others, ({ id }) => ({ kind: 'remove', run: () => manager().delete(`${path}/members/${id}`) })),
    ...some(4, others, ({ id }) => ({
      kind: 'role',
      run: () => manager().patch(`${path}/members/${id}`, { role: pick(['admin', 'member', 'viewer']) }),
    })),
    ...some(2, [owner], (person) => ({ kind: 'read', run: () => at(person).get(`${path}/seats`) })),
  ];
  return writers
    .map((writer) => ({ writer, at: pick(Array.from({ length: 1000 }, (_, i) => i)) }))
    .sort((a, b) => a.at - b.at)
    .map(({ writer }) => writer);
}

async function readState(): Promise<State> {
  const { owner, path } = organization;
  const [pending, members] = await Promise.all([
    owner.get(`${path}/invitations?status=pending`),
    owner.get(`${path}/members`),
  ]);
  return { pending: pending.body.data, members: members.body.data };
}

/** The newest link of every address, once no email is due any more. */
async function readMails(): Promise<Map<string, string>> {
  await waitFor('all emails to be sent', async () => {
    const { rowCount } = await world.database.admin.query(`select 1 from invitation_mail where status = 'queued'`);
    return rowCount === 0;
  });
  const links = new Map<string, string>();
  for (const { to, text } of world.smtp.received) {
    const address = [to].flat()[0]?.text ?? '';
    const token = /\/invitations\/([\w-]+)/.exec(text ?? '')?.[1];
    if (token) links.set(address, token);
  }
  return links;
}

/** Checks again and again, while `work` runs, whether more seats are held than the plan of that moment has. */
async function watchSeats<T>(work: Promise<T>): Promise<{ answer: T; checks: number }> {
  const running = new AbortController();
  const answered = work.finally(() => {
    running.abort();
  });
  let checks = 0;
  while (!running.signal.aborted) {
    const { plan, held, mismatches } = await countSeats(world, organization.id);
    expect([plan, held <= (LIMITS[plan] ?? 0), mismatches]).toEqual([plan, true, 0]);
    checks += 1;
  }
  return { answer: await answered, checks };
}

describe('mixed writers at once', () => {
  it('never take more seats than the plan has, and never lock each other out', async () => {
    const done = new Map<string, number>();
    const isProved = (): boolean => KINDS.every((kind) => done.has(kind));
    for (let seed = 1; seed <= ROUNDS || (seed <= MAX_ROUNDS && !isProved()); seed += 1) {
      const writers = writersOf(seed, await readState(), await readMails());
      expect(writers.length).toBeGreaterThanOrEqual(12);
      const { answer: answers, checks } = await watchSeats(Promise.all(writers.map(({ run }) => run())));
      expect(checks).toBeGreaterThan(0);
      for (const [index, { status, body }] of answers.entries()) {
        const kind = writers[index]?.kind ?? '';
        if (status < 300) done.set(kind, (done.get(kind) ?? 0) + 1);
        else expect([seed, kind, REFUSALS]).toEqual([seed, kind, expect.arrayContaining([`${status} ${body.code}`])]);
      }
      const { held, holders, mismatches, plan } = await countSeats(world, organization.id);
      expect({ seed, held, mismatches }).toEqual({ seed, held: holders, mismatches: 0 });
      const { body } = await organization.owner.get(`${organization.path}/seats`);
      expect(body).toMatchObject({ used: held, plan, over: false });
    }
    expect([...done.keys()]).toEqual(expect.arrayContaining(KINDS));
    expect(await countDeadlocks(world)).toBe(0);
    for (const service of [world.service, second]) expect(service.output()).not.toContain('"level":"error"');
  }, 120_000);
});

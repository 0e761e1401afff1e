import { randomBytes } from 'node:crypto';
import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { Application } from './support/application.js';

let world: World;
let application: Application;
let organization: { id: string; owner: Client; path: string };
let admin: Client & { membershipId: string };
let ownerMembershipId: string;

beforeAll(async () => {
  world = await World.start();
  application = new Application(world.database);
  organization = await world.organization();
  admin = await world.member(organization, 'admin');
  await organization.owner.post(`${organization.path}/invitations`, { email: 'open@example.com', role: 'viewer' });
  const members = await organization.owner.get(`${organization.path}/members?role=owner`);
  ownerMembershipId = members.body.data[0].id;
}, 60_000);
afterAll(async () => {
  await application.stop();
  await world.stop();
});

type Statement = [sql: string, values?: unknown[]];
const attempt = (...statements: Statement[]): Promise<string> => application.attempt(organization.id, ...statements);

const setOrganization = (assignment: string): Statement => [
  `update organization set ${assignment} where organization_id = $1`,
  [organization.id],
];

function addMembership(userId: string | null, role: string, status: string, removedAt: string | null): Statement {
  return [
    `insert into membership (organization_id, id, user_id, role, status, removed_at)
     values ($1, gen_random_uuid(), $2, $3, $4, $5)`,
    [organization.id, userId, role, status, removedAt],
  ];
}

const addInvitation = (
  email: string,
  { role = 'viewer', status = 'pending', bytes = 32, invitedBy = ownerMembershipId } = {},
): Statement => [
  `insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, last_sent_at, expires_at)
   values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, now(), now() + interval '7 days')`,
  [organization.id, email, role, status, randomBytes(bytes), invitedBy],
];

const addSeat = (kind: string, heldUntil: string | null): Statement => [
  'insert into seat (organization_id, holder_id, kind, held_until) values ($1, gen_random_uuid(), $2, $3)',
  [organization.id, kind, heldUntil],
];

const [UNIQUE, CHECK, FOREIGN, MISSING] = ['23505', '23514', '23503', '23502'];

describe('exactly one owner', () => {
  it('is held against a second one', async () => {
    const second: Statement = [`update membership set role = 'owner' where id = $1`, [admin.membershipId]];
    expect(await attempt(second)).toBe(`${UNIQUE} membership_one_owner`);
    const stranger = await world.person();
    expect(await attempt(addMembership(stranger.userId, 'owner', 'active', null))).toBe(
      `${UNIQUE} membership_one_owner`,
    );
  });

  it.each([
    [`update membership set role = 'admin' where id = $1`],
    [`update membership set status = 'removed', removed_at = now() where id = $1`],
  ])('is held at COMMIT against none: %s', async (sql) => {
    expect(await attempt([sql, [ownerMembershipId]])).toBe(`${FOREIGN} organization_owner`);
  });

  it('is held against an organization that names no one, or someone who is none', async () => {
    expect(await attempt(setOrganization('owner_membership_id = null'))).toBe(`${CHECK} organization_has_owner`);
    expect(await attempt(setOrganization(`owner_membership_id = '${admin.membershipId}'`))).toBe(
      `${FOREIGN} organization_owner`,
    );
  });

  it('is held against a new organization without any', async () => {
    const id = crypto.randomUUID();
    const insert = (ownerId: string | null): Statement => [
      `insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
       values ($1, 'Adrift', 'adrift', 'EUR', 'UTC', 1, $2)`,
      [id, ownerId],
    ];
    expect(await application.attempt(id, insert(null))).toBe(`${CHECK} organization_has_owner`);
    expect(await application.attempt(id, insert(crypto.randomUUID()))).toBe(`${FOREIGN} organization_owner`);
  });

  it('lets the ownership pass in one transaction', async () => {
    const change = (id: string, role: string): Statement => [
      'update membership set role = $2 where id = $1',
      [id, role],
    ];
    const pass = (from: string, to: string): Statement[] => [
      change(from, 'admin'),
      change(to, 'owner'),
      setOrganization(`owner_membership_id = '${to}'`),
    ];
    expect(await attempt(...pass(ownerMembershipId, admin.membershipId))).toBe('ok');
    expect(await attempt(...pass(admin.membershipId, ownerMembershipId))).toBe('ok');
  });
});

describe('memberships', () => {
  it('of one user are active once, and any number of times history', async () => {
    expect(await attempt(addMembership(admin.userId, 'viewer', 'active', null))).toBe(
      `${UNIQUE} membership_one_active`,
    );
    const history = addMembership(admin.userId, 'viewer', 'removed', new Date().toISOString());
    expect(await attempt(history, history)).toBe('ok');
  });

  it.each([
    ['a role that is none', 'superadmin', 'active', null, /^23514 membership_role_check$/],
    ['a status that is none', 'viewer', 'paused', null, /^23514 membership_/],
    ['a removal without its time', 'viewer', 'removed', null, /^23514 membership_removed_at$/],
    ['a time of removal of an active one', 'viewer', 'active', '2026-01-01', /^23514 membership_removed_at$/],
  ])('refuse %s', async (_what, role, status, removedAt, outcome) => {
    const { userId } = await world.person();
    expect(await attempt(addMembership(userId, role, status, removedAt))).toMatch(outcome);
  });

  it('refuse a user that is not there', async () => {
    expect(await attempt(addMembership(crypto.randomUUID(), 'viewer', 'active', null))).toMatch(/^23503 /);
    expect(await attempt(addMembership(null, 'viewer', 'active', null))).toBe(MISSING);
  });
});

describe('invitations', () => {
  it('to one address are pending once', async () => {
    expect(await attempt(addInvitation('open@example.com'))).toBe(`${UNIQUE} invitation_one_pending`);
    expect(await attempt(addInvitation('open@example.com', { status: 'revoked' }))).toBe('ok');
  });

  // Functions, since the ids that they name exist only when the tests run.
  it.each<[string, () => Statement]>([
    ['an upper-case address', () => addInvitation('Upper@example.com')],
    ['the role owner', () => addInvitation('new@example.com', { role: 'owner' })],
    ['a status that is none', () => addInvitation('new@example.com', { status: 'open' })],
    ['a token that is not hashed', () => addInvitation('new@example.com', { bytes: 31 })],
  ])('refuse %s', async (_what, statement) => {
    expect(await attempt(statement())).toMatch(/^23514 invitation_/);
  });

  it('keep no link once the email is not due any more', async () => {
    const sent = `update invitation_mail set status = 'sent', sealed_token = 'x'`;
    expect(await attempt([sent])).toBe(`${CHECK} invitation_mail_token_erased`);
  });

  it("are invited by a member of the same organization, not by another's", async () => {
    const other = await world.organization();
    const members = await other.owner.get(`${other.path}/members`);
    const foreign = addInvitation('foreign@example.com', { invitedBy: members.body.data[0].id });
    expect(await attempt(foreign)).toMatch(/^23503 /);
  });
});

describe('seats', () => {
  it.each([
    ['a kind that is none', 'guest', null, /^23514 seat_kind_check$/],
    ['an invitation without an end', 'invitation', null, /^23514 seat_held_until$/],
    ['a member with an end', 'member', '2099-01-01', /^23514 seat_held_until$/],
  ])('refuse %s', async (_what, kind, heldUntil, outcome) => {
    expect(await attempt(addSeat(kind, heldUntil))).toMatch(outcome);
  });

  it('are one per holder', async () => {
    const copy: Statement = [`insert into seat select * from seat where kind = 'member' limit 1`];
    expect(await attempt(copy)).toBe(`${UNIQUE} seat_pkey`);
  });
});

describe('the settings of an organization', () => {
  it.each([
    `currency = 'eur'`,
    `currency = 'E1R'`,
    `currency = 'EU'`,
    `name = ''`,
    `name = repeat('a', 101)`,
    `fiscal_year_start_month = 0`,
    `fiscal_year_start_month = 13`,
    `monthly_target = -1`,
    `quarterly_target = -1`,
    `monthly_target = 9007199254740992`,
  ])('refuse %s', async (assignment) => {
    expect(await attempt(setOrganization(assignment))).toMatch(/^23514 organization_/);
  });

  it('refuse a plan and a state of the subscription that are none', async () => {
    expect(await attempt([`update subscription set plan = 'gold'`])).toBe(`${CHECK} subscription_plan_check`);
    expect(await attempt([`update subscription set status = 'trial'`])).toBe(`${CHECK} subscription_status_check`);
  });
});

describe('addresses of users', () => {
  const address = (email: string, primary = false): Statement => [
    'insert into user_email (email, user_id, is_primary) values ($1, $2, $3)',
    [email, admin.userId, primary],
  ];

  it('are lower-case, belong to one user, and one of them is the primary one', async () => {
    expect(await attempt(address('Second@example.com'))).toMatch(/^23514 user_email_/);
    expect(await attempt(address(organization.owner.email ?? ''))).toBe(`${UNIQUE} user_email_pkey`);
    expect(await attempt(address('second@example.com', true))).toBe(`${UNIQUE} user_email_one_primary`);
  });

  it('are lowered as ASCII only: a Kelvin sign stays what it is', async () => {
    expect(await attempt(address('\u212aelvin@example.com'))).toBe('ok');
  });
});

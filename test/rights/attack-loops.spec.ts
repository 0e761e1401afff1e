import type { Answer, Client } from '../support/client.js';
import { World } from '../support/world.js';

const ROUNDS = 20;
/** Of one attacker, each one request after the other. */
const LOOPS = 4;

let world: World;
let organization: { id: string; owner: Client; path: string };
beforeAll(async () => {
  world = await World.start();
  organization = await world.organization('enterprise');
});
afterAll(() => world.stop());

/** A new member without the detour of an email. */
async function join(role: 'admin' | 'member'): Promise<Client & { membershipId: string }> {
  const person = await world.person('Attacker');
  const { rows } = await world.database.admin.query<{ id: string }>(
    `with joined as (
       insert into membership (organization_id, id, user_id, role, status, joined_at, last_active_at)
       values ($1, gen_random_uuid(), $2, $3, 'active', now(), now()) returning id
     )
     insert into seat (organization_id, kind, holder_id) select $1, 'member', id from joined returning holder_id as id`,
    [organization.id, person.userId, role],
  );
  return Object.assign(person, { membershipId: rows[0]?.id ?? '' });
}

/** Sends the attack in loops, has `change` answered in the middle of it, and ends when each loop's last request was answered. */
async function underAttack(attack: () => Promise<Answer>, change: () => Promise<Answer>): Promise<Answer> {
  let isOver = false;
  let sent = 0;
  let reached: () => void = () => undefined;
  const warm = new Promise<void>((resolve) => (reached = resolve));
  const loops = Array.from({ length: LOOPS }, async () => {
    while (!isOver) {
      await attack();
      sent += 1;
      if (sent >= LOOPS) reached();
    }
  });
  await warm;
  const answer = await change();
  isOver = true;
  await Promise.all(loops);
  return answer;
}

const rounds = Array.from({ length: ROUNDS }, (_, index) => index);

describe('someone who loses their rights while their requests are under way', () => {
  it('does not reinstate themselves', async () => {
    for (const _round of rounds) {
      const attacker = await join('admin');
      const path = `${organization.path}/members/${attacker.membershipId}`;
      const removed = await underAttack(
        () => attacker.post(`${path}/reinstate`),
        () => organization.owner.delete(path),
      );
      expect(removed.status).toBe(202);
      expect((await organization.owner.get(path)).body.status).toBe('removed');
      expect((await attacker.get(organization.path)).status).toBe(404);
    }
  }, 120_000);

  it('does not give themselves their role back', async () => {
    for (const _round of rounds) {
      const attacker = await join('admin');
      const path = `${organization.path}/members/${attacker.membershipId}`;
      const demoted = await underAttack(
        () => attacker.patch(path, { role: 'admin' }),
        () => organization.owner.patch(path, { role: 'viewer' }),
      );
      expect(demoted).toMatchObject({ status: 200, body: { role: 'viewer' } });
      expect((await organization.owner.get(path)).body.role).toBe('viewer');
    }
  }, 120_000);

  it('invites no one any more', async () => {
    for (const round of rounds) {
      const attacker = await join('admin');
      const path = `${organization.path}/members/${attacker.membershipId}`;
      let count = 0;
      const removed = await underAttack(
        () =>
          attacker.post(`${organization.path}/invitations`, {
            email: `second-${round}-${++count}@example.com`,
            role: 'admin',
          }),
        () => organization.owner.delete(path),
      );
      expect(removed.status).toBe(202);
      const { rows } = await world.database.admin.query(
        `select 1 from invitation i join membership m on m.organization_id = i.organization_id and m.id = i.invited_by
         where i.organization_id = $1 and m.id = $2 and i.created_at >= m.removed_at`,
        [organization.id, attacker.membershipId],
      );
      expect(rows).toEqual([]);
    }
  }, 120_000);

  it('does not delete the organization that is another’s by now', async () => {
    for (const _round of rounds) {
      const own = await world.organization('enterprise');
      const newOwner = await world.member(own, 'admin');
      // Keeps the lock of the organization busy, so that the deletion waits for it.
      const invitations = Array.from({ length: 20 }, (_, n) => ({ email: `busy-${n}@example.com`, role: 'viewer' }));
      const busy = own.owner.post(`${own.path}/invitations/bulk`, { invitations });
      const transferring = own.owner.post(`${own.path}/ownership-transfer`, { membershipId: newOwner.membershipId });
      const deleting = Promise.all(
        Array.from({ length: LOOPS }, () => own.owner.delete(`${own.path}?confirmName=Acme%20Sales`)),
      );
      const transferred = await transferring;
      const isThere = await newOwner.get(own.path);
      await Promise.all([busy, deleting]);
      // Whichever came first is in force; once the transfer was answered, nothing of the old owner's is.
      if (transferred.status === 200) {
        expect(isThere.status).toBe(200);
        expect((await newOwner.get(own.path)).status).toBe(200);
      } else {
        expect(transferred.body.code).toBe('organization-not-found');
      }
    }
  }, 120_000);
});

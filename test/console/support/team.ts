import { createConversation, storeExchange } from '../../assistant/support/chat.js';
import { png } from '../../settings/support/pictures.js';
import { upload } from '../../settings/support/uploads.js';
import type { World } from '../../support/world.js';

export type Team = Awaited<ReturnType<typeof team>>;

/** A sales team in the middle of its year: with something on every page. */
export async function team(world: World) {
  const organization = await world.organization('pro', await world.person('Ada Lovelace', 'ada@acme.example'));
  const { owner, path } = organization;
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  await owner.patch(path, {
    name: 'Acme Sales',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    revenueTargets: { monthly: eur(120_000_00), quarterly: eur(360_000_00) },
  });
  await upload(owner, path, await png());
  const names = ['Grace Hopper', 'Alan Turing', 'Mary Jackson', 'Katherine Johnson'];
  const members = [];
  for (const [index, name] of names.entries()) {
    const person = await world.person(name, `${name.split(' ')[0]?.toLowerCase() ?? ''}@acme.example`);
    members.push(await world.member(organization, index === 0 ? 'admin' : 'member', person));
  }
  for (let month = 0; month < 9; month += 1) {
    const seller = members[month % members.length] ?? owner;
    const amount = eur(50_000_00 + ((month * 7) % 5) * 31_000_00);
    const { body } = await seller.post(`${path}/deals`, { name: `Fleet ${month + 1}`, amount, stage: 'closed_won' });
    const at = new Date();
    at.setUTCMonth(at.getUTCMonth() - month, 10);
    await world.database.admin.query('update deal set closed_at = $2 where id = $1', [body.id, at]);
    await seller.post(`${path}/leads`, { name: `Lead ${month + 1}` });
  }
  await owner.post(`${path}/invitations`, { email: 'dorothy@acme.example', role: 'viewer' });
  await owner.post(`${path}/api-keys`, { name: 'CRM import', role: 'member' });
  const leaver = await world.member(organization, 'member', await world.person('Rosalind Franklin'));
  const messages = await createConversation(leaver, organization, 'Which deals close this month?');
  await storeExchange(world, organization.id, messages.split('/').at(-2) ?? '');
  await leaver.post(`${path}/leads`, { name: 'Hers' });
  await owner.delete(`${path}/members/${leaver.membershipId}`);
  return { ...organization, token: await world.tokenFor('dorothy@acme.example') };
}

import { newId, type MembershipId, type OrganizationId } from '../../platform/ids/ids.js';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.js';

const secrets = { current: 'a secret of at least 32 characters!!', previous: null };
const rotated = { current: 'another secret of 32 characters !!!!', previous: secrets.current };
const subscriber = { organizationId: newId<OrganizationId>(), membershipId: newId<MembershipId>() };

it('names the person whom it was made for, also after a rotation of the secret', () => {
  const token = unsubscribeToken(subscriber, secrets);
  expect(token).toMatch(/^[\w-]{86}$/);
  for (const one of [secrets, rotated]) expect(readUnsubscribeToken(token, one)).toEqual(subscriber);
  expect(readUnsubscribeToken(token, { ...rotated, previous: null })).toBeNull();
});

it('is refused with any other byte, length or ID', () => {
  const bytes = Buffer.from(unsubscribeToken(subscriber, secrets), 'base64url');
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(readUnsubscribeToken(changed.toString('base64url'), secrets)).toBeNull();
  }
  for (const text of ['', 'x', bytes.toString('base64url').slice(1), bytes.toString('hex')]) {
    expect(readUnsubscribeToken(text, secrets)).toBeNull();
  }
});

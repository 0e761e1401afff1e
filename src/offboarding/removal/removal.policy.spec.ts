import { ROLES, scopeOf } from '../../access/permissions.policy.js';
import * as fc from 'fast-check';
import { readHandover, refusalToKeep } from './removal.policy.js';

const BOTH = [false, true];

describe('what is kept after a removal', () => {
  for (const apiKeys of BOTH) {
    for (const invitations of BOTH) {
      it.each(ROLES)(`keys ${apiKeys}, invitations ${invitations}: cannot be chosen by a %s who leaves`, (role) => {
        const may = (permission: Parameters<typeof scopeOf>[1]) => scopeOf(role, permission) === 'all';
        const refusal = refusalToKeep({ apiKeys, invitations }, { isLeaver: true, may });
        expect(refusal?.isOwnChoice ?? false).toBe(apiKeys || invitations);
      });

      it.each(ROLES)(`keys ${apiKeys}, invitations ${invitations}: needs the permissions of another %s`, (role) => {
        const may = (permission: Parameters<typeof scopeOf>[1]) => scopeOf(role, permission) === 'all';
        const refusal = refusalToKeep({ apiKeys, invitations }, { isLeaver: false, may });
        const isAllowed = (!apiKeys || may('apikeys:manage')) && (!invitations || may('members:manage'));
        expect(refusal === null).toBe(isAllowed);
        if (refusal) expect(may(refusal.requiredPermission)).toBe(false);
      });
    }
  }

  it('for an API key that may manage members but not keys: invitations at most', () => {
    const may = (permission: string) => permission === 'members:manage';
    expect(refusalToKeep({ apiKeys: false, invitations: true }, { isLeaver: false, may })).toBeNull();
    expect(refusalToKeep({ apiKeys: true, invitations: true }, { isLeaver: false, may })).toEqual({
      requiredPermission: 'apikeys:manage',
      isOwnChoice: false,
    });
  });
});

const share = fc.record({ membershipId: fc.uuid({ version: 7 }), weight: fc.integer({ min: 1, max: 1_000_000 }) });

describe('the new owners of a removed member’s records', () => {
  it('are read back as they were written, one membership or several with weights', () => {
    const shares = fc.uniqueArray(share, {
      minLength: 1,
      maxLength: 100,
      selector: ({ membershipId }) => membershipId,
    });
    fc.assert(
      fc.property(shares, (given) => {
        const text = given.map(({ membershipId, weight }) => `${membershipId.toUpperCase()}:${weight}`).join(',');
        expect(readHandover(text)).toEqual(given);
      }),
    );
    expect(readHandover('019ab970-1c00-7000-8000-000000000002')).toEqual([
      { membershipId: '019ab970-1c00-7000-8000-000000000002', weight: 1 },
    ]);
  });

  it.each([
    '',
    'None',
    ',',
    '019ab970-1c00-7000-8000-000000000002:0',
    '019ab970-1c00-7000-8000-000000000002:-1',
    '019ab970-1c00-7000-8000-000000000002:1.5',
    '019ab970-1c00-7000-8000-000000000002:1000001',
    '019ab970-1c00-7000-8000-000000000002:1:1',
    '019ab970-1c00-7000-8000-000000000002,',
    '019ab970-1c00-7000-8000-000000000002:1,019ab970-1c00-7000-8000-000000000002:2',
  ])('are not read from "%s"', (text) => {
    expect(readHandover(text)).toBeNull();
  });
});

import { newApiKey } from '../../src/identity/api-keys/api-key-token.js';
import { newToken } from '../../src/invitation/invitation-token.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';

const ORGANIZATION = '019ab970-ffff-7fff-bfff-ffffffffffff' as OrganizationId;
const MANY = 400;

/** How many bits of the secrets are sometimes set and sometimes not. */
function movingBits(secrets: readonly Buffer[]): number {
  const bits = Array.from({ length: (secrets[0]?.length ?? 0) * 8 }, (_, bit) => bit);
  const isSet = (secret: Buffer, bit: number) => ((secret[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  return bits.filter((bit) => new Set(secrets.map((secret) => isSet(secret, bit))).size === 2).length;
}

describe('what no one may guess', () => {
  it.each([
    ["an invitation's token", newToken, ''],
    ['an API key', newApiKey, 'clz_'],
  ] as const)('%s has 256 random bits, each of which moves', (_, make, prefix) => {
    const made = Array.from({ length: MANY }, () => make(ORGANIZATION));
    expect(new Set(made).size).toBe(MANY);
    expect(movingBits(made.map((one) => Buffer.from(one.slice(prefix.length), 'base64url')))).toBe(256);
  });
});

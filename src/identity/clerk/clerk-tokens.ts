import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ClerkConfiguration } from '../identity-configuration.js';
import type { UserId } from '../../platform/ids/ids.js';
import { TokenVerifier, type Principal } from '../token-verifier.js';
import { ClerkAccounts } from './clerk-accounts.js';
import { CLERK, ClerkApi } from './clerk-api.js';
import { readSession, sessionRules, type ClerkSession, type SessionRules } from './clerk-session.js';

const MAX_CACHED_USERS = 100_000;

/**
 * Session tokens of Clerk, verified without a network call. An account is created with the first request of an unknown user.
 */
@Injectable()
export class ClerkTokens extends TokenVerifier {
  private readonly rules: SessionRules;
  /**
   * The account of a Clerk user never changes, so it is cached; whether the account is active is checked by every
   * authorization query.
   */
  private readonly userIds = new LRUCache<string, UserId>({ max: MAX_CACHED_USERS });
  /** A browser sends its first requests all at once: only one of them asks Clerk. */
  private readonly provisioning = new Map<string, Promise<UserId | null>>();

  constructor(
    @Inject(CLERK) clerk: ClerkConfiguration,
    private readonly accounts: ClerkAccounts,
    private readonly api: ClerkApi,
  ) {
    super();
    this.rules = sessionRules(clerk);
  }

  /** @throws 503 `service-unavailable` for a new user while Clerk's API has to be asked and does not answer */
  async verify(token: string): Promise<Principal | null> {
    const session = await readSession(token, this.rules);
    if (!session) return null;
    const userId = this.userIds.get(session.clerkId) ?? (await this.provision(session));
    return userId && { userId, expiresAt: session.expiresAt };
  }

  private async provision(session: ClerkSession): Promise<UserId | null> {
    const { clerkId } = session;
    let pending = this.provisioning.get(clerkId);
    if (!pending) {
      pending = this.findOrProvision(session).finally(() => this.provisioning.delete(clerkId));
      this.provisioning.set(clerkId, pending);
    }
    const userId = await pending;
    if (userId) this.userIds.set(clerkId, userId);
    return userId;
  }

  private async findOrProvision({ clerkId, profile }: ClerkSession): Promise<UserId | null> {
    const userId = (await this.accounts.find(clerkId)) ?? (profile && (await this.accounts.createFromClaims(profile)));
    if (userId) return userId;
    const user = await this.api.findUser(clerkId);
    return user && this.accounts.save(user);
  }
}

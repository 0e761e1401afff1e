import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION } from '../platform/config/configuration.js';
import { Problem, unauthenticated } from '../platform/http/problem.js';
import type { IdentitySettings } from './identity-configuration.js';
import { TokenVerifier, type Principal } from './token-verifier.js';
import { CachingVerifier } from './caching-verifier.js';
import { Users, type User } from './users.js';

const BEARER = /^Bearer ([\w\-.~+/]+)$/i;

/** Authenticates the caller of a request. */
@Injectable()
export class Identity {
  private readonly verifier: CachingVerifier;
  private readonly superadmins: ReadonlySet<string>;
  private readonly superadminIdsOf: (user: User) => readonly string[];

  constructor(
    verifier: TokenVerifier,
    private readonly users: Users,
    @Inject(CONFIGURATION) configuration: IdentitySettings,
  ) {
    this.verifier = new CachingVerifier(verifier);
    const isClerk = configuration.identity.provider === 'clerk';
    this.superadmins = new Set(isClerk ? configuration.platformAdminUserIds : configuration.platformAdmins);
    this.superadminIdsOf = isClerk ? ({ clerkId }) => (clerkId === null ? [] : [clerkId]) : ({ emails }) => emails;
  }

  /**
   * The principal of a request's `Authorization` header.
   *
   * @throws 401 `unauthenticated`
   */
  async authenticate(authorization: string | undefined): Promise<Principal> {
    const token = authorization?.match(BEARER)?.[1];
    const principal = token ? await this.verifier.verify(token) : null;
    if (!principal) throw new Problem(unauthenticated);
    return principal;
  }

  /**
   * The active account of a principal.
   *
   * @throws 401 `unauthenticated` when it was deleted
   */
  async userOf(principal: Principal): Promise<User> {
    const user = await this.users.find(principal.userId);
    if (!user) throw new Problem(unauthenticated);
    return user;
  }

  /**
   * Whether this user is a superadmin of the platform: by their address in `PLATFORM_ADMINS`, or, with Clerk, where an address
   * may move to another user, by their Clerk user ID in `PLATFORM_ADMIN_USER_IDS`.
   */
  isSuperadmin(user: User): boolean {
    return this.superadminIdsOf(user).some((superadminId) => this.superadmins.has(superadminId));
  }
}

import { Injectable } from '@nestjs/common';
import { isApiKey, readApiKey, type PresentedKey } from '../identity/api-keys/api-key-token.js';
import { ApiKeys } from '../identity/api-keys/api-keys.service.js';
import type { Principal } from '../identity/token-verifier.js';
import { Identity } from '../identity/identity.service.js';
import type { User } from '../identity/users.js';
import type { AuthorizationQuery } from '../platform/database/tenancy.js';
import { apiKeyAuthorizationQuery, userAuthorizationQuery } from './authorization-query.js';
import { Problem, unauthenticated } from '../platform/http/problem.js';
import { idFromBytes, type OrganizationId } from '../platform/ids/ids.js';

/** The content of a request's `Authorization` header. */
export type Credential = UserCredential | KeyCredential;

export interface UserCredential {
  readonly kind: 'user';
  /** The user's id. */
  readonly id: string;
  /** For the log and the rate limits: it identifies the caller and grants no access. */
  readonly label: string;
  readonly principal: Principal;
}

/** Only the form of a key is checked here; whether it is valid is decided by the authorization query of its organization. */
export interface KeyCredential {
  readonly kind: 'api_key';
  /** Made from the key's hash. */
  readonly id: string;
  readonly label: string;
  readonly key: PresentedKey;
}

/** The credentials that the service accepts, and the authorization query that each of them needs. */
@Injectable()
export class Credentials {
  constructor(
    private readonly identity: Identity,
    private readonly keys: ApiKeys,
  ) {}

  /** @throws 401 `unauthenticated` */
  async read(authorization: string | undefined): Promise<Credential> {
    const token = authorization?.match(/^Bearer (\S+)$/i)?.[1];
    if (token !== undefined && isApiKey(token)) return keyCredential(token);
    const principal = await this.identity.authenticate(authorization);
    return { kind: 'user', id: principal.userId, label: `user:${principal.userId}`, principal };
  }

  /** The authorization query of this credential in this organization; null if the credential cannot be used there at all. */
  authorizationQueryFor(organizationId: OrganizationId, credential: Credential): AuthorizationQuery | null {
    if (credential.kind === 'user') return userAuthorizationQuery(organizationId, credential.principal.userId);
    const { key } = credential;
    return key.organizationId === organizationId ? apiKeyAuthorizationQuery(organizationId, key.hash) : null;
  }

  /** @throws 401 when the account was deleted */
  async userOf(credential: UserCredential): Promise<{ user: User; isSuperadmin: boolean }> {
    const user = await this.identity.userOf(credential.principal);
    return { user, isSuperadmin: this.identity.isSuperadmin(user) };
  }

  isActive(credential: KeyCredential): Promise<boolean> {
    return this.keys.isActive(credential.key);
  }
}

function keyCredential(token: string): KeyCredential {
  const key = readApiKey(token);
  if (!key) throw new Problem(unauthenticated);
  const id = idFromBytes<string>(key.hash.subarray(0, 16));
  return { kind: 'api_key', id, label: `key:${id.slice(0, 8)}`, key };
}

import type { UserId } from '../platform/ids/ids.js';

/** The user whom a bearer token identifies, after its signature and lifetime were verified. */
export interface Principal {
  readonly userId: UserId;
  /** Unix seconds after which the token is no longer valid. */
  readonly expiresAt: number;
}

/** The interface of an identity provider: it answers whom a token identifies, or null when it is not one of its tokens. */
export abstract class TokenVerifier {
  abstract verify(token: string): Promise<Principal | null>;
}

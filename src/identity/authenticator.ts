import type { UserId } from '../platform/ids/ids.js';

/** Who a bearer token speaks for, its signature and lifetime having been checked. */
export interface Principal {
  readonly userId: UserId;
  /** Unix seconds after which the token counts no more. */
  readonly expiresAt: number;
}

/** The port behind which an identity provider stands: it tells who a token speaks for, or null when it is none. */
export abstract class TokenVerifier {
  abstract verify(token: string): Promise<Principal | null>;
}

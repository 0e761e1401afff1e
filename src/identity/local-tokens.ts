import { Inject, Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { parseId, type UserId } from '../platform/ids/ids.js';
import { deriveKey } from '../platform/secrets/derive-key.js';
import { TokenVerifier, type Principal } from './token-verifier.js';
import { isCanonicalToken } from './canonical-token.js';

const DAYS_VALID = 7;

/**
 * Tokens of the local identity provider: JWTs (HS256) under a key derived from `APP_SECRET`, valid for seven days. Nothing is
 * stored, so they stay valid after a restart and need no Redis; after a rotation, tokens of `APP_SECRET_PREVIOUS` are still
 * valid.
 */
@Injectable()
export class LocalTokens extends TokenVerifier {
  private readonly keys: readonly Uint8Array[];

  constructor(@Inject(CONFIGURATION) { secret }: RunningConfiguration) {
    super();
    const secrets = [secret.current, ...(secret.previous ? [secret.previous] : [])];
    this.keys = secrets.map((text) => deriveKey(text, 'local-session'));
  }

  /** A new token for the user. */
  async issue(userId: UserId): Promise<string> {
    const [key] = this.keys;
    if (!key) throw new Error('No key is configured to sign with.');
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${DAYS_VALID}d`)
      .sign(key);
  }

  async verify(token: string): Promise<Principal | null> {
    if (!isCanonicalToken(token)) return null;
    for (const key of this.keys) {
      const principal = await check(token, key);
      if (principal) return principal;
    }
    return null;
  }
}

async function check(token: string, key: Uint8Array): Promise<Principal | null> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'] });
    return toPrincipal(payload);
  } catch {
    // Whatever the error is, this is not a valid token of this service.
    return null;
  }
}

function toPrincipal(payload: JWTPayload): Principal | null {
  const userId = parseId<UserId>(payload.sub);
  return userId && payload.exp !== undefined ? { userId, expiresAt: payload.exp } : null;
}

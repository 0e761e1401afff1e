import { hkdfSync } from 'node:crypto';

/** Length of every derived key: AES-256 and HMAC-SHA-256 both need 32 bytes. */
const KEY_BYTES = 32;

/** Binds derived keys to this service, so that the same APP_SECRET used in another service gives other keys. */
const SALT = 'organization-management';

/**
 * Derives a key for one purpose from the service's secret (HKDF-SHA-256).
 *
 * @param secret APP_SECRET: any text of at least 32 characters, which need not have 256 bits of entropy
 * @param purpose what the key is for, such as `session-token`; two purposes never share a key
 */
export function deriveKey(secret: string, purpose: string): Buffer {
  if (secret === '' || purpose === '') throw new RangeError('A key needs a secret and a purpose');
  return Buffer.from(hkdfSync('sha256', secret, SALT, purpose, KEY_BYTES));
}

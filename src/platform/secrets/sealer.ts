import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.js';

const ALGORITHM = 'aes-256-gcm';
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The secret that encrypts, and the previous one, which only decrypts (rotation). */
export interface SealingSecrets {
  readonly current: string;
  readonly previous: string | null;
}

/** A value could not be decrypted. The message never contains any of it. */
export class SealError extends Error {
  override readonly name = 'SealError';

  constructor(readonly reason: 'malformed' | 'unknown-key' | 'tampered-or-wrong-context') {
    super(`A value cannot be decrypted: ${reason}`);
  }
}

interface SealingKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

/**
 * Encrypts small secrets for the database with AES-256-GCM, under a key derived from APP_SECRET for one purpose.
 *
 * An encrypted value is `key id (4) | nonce (12) | ciphertext | tag (16)`. The key ID tells which secret decrypts it, so
 * values encrypted before a rotation stay readable while APP_SECRET_PREVIOUS is set.
 */
export class Sealer {
  readonly #current: SealingKey;
  readonly #keys: readonly SealingKey[];

  constructor(secrets: SealingSecrets, purpose: string) {
    this.#current = sealingKey(secrets.current, purpose);
    this.#keys = secrets.previous === null ? [this.#current] : [this.#current, sealingKey(secrets.previous, purpose)];
  }

  /**
   * @param context where the value belongs, such as a row's ID: a value that is copied into another row cannot be decrypted
   *   there
   */
  seal(plaintext: Buffer | string, context: string): Buffer {
    const { id, key } = this.#current;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context, 'utf8'));
    const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
    return Buffer.concat([id, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws SealError if it was encrypted with another secret or context, or was changed since. */
  open(sealed: Buffer, context: string): Buffer {
    if (sealed.length < KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES) throw new SealError('malformed');
    const id = sealed.subarray(0, KEY_ID_BYTES);
    const candidates = this.#keys.filter((candidate) => candidate.id.equals(id));
    if (candidates.length === 0) throw new SealError('unknown-key');
    // More than one candidate only if two secrets share the four bytes of their IDs.
    for (const { key } of candidates) {
      const opened = tryOpen(key, sealed.subarray(KEY_ID_BYTES), context);
      if (opened !== null) return opened;
    }
    throw new SealError('tampered-or-wrong-context');
  }

  /** The first bytes of every value that it encrypts; a value that begins otherwise is encrypted with another secret. */
  get keyId(): Buffer {
    return this.#current.id;
  }
}

function sealingKey(secret: string, purpose: string): SealingKey {
  const key = deriveKey(secret, purpose);
  return { key, id: createHash('sha256').update('key id').update(key).digest().subarray(0, KEY_ID_BYTES) };
}

function tryOpen(key: Buffer, body: Buffer, context: string): Buffer | null {
  const nonce = body.subarray(0, NONCE_BYTES);
  const ciphertext = body.subarray(NONCE_BYTES, body.length - TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(body.subarray(body.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    // Node says no more than that authentication failed.
    return null;
  }
}

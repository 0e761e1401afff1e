import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.js';

const ALGORITHM = 'aes-256-gcm';
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The secret that seals, and the one before it, which only opens (rotation). */
export interface SealingSecrets {
  readonly current: string;
  readonly previous: string | null;
}

/** A sealed value could not be opened. The message never holds any of it. */
export class SealError extends Error {
  override readonly name = 'SealError';

  constructor(readonly reason: 'malformed' | 'unknown-key' | 'tampered-or-wrong-context') {
    super(`A sealed value cannot be opened: ${reason}`);
  }
}

interface SealingKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

/**
 * Seals small secrets for the database with AES-256-GCM, under a key derived from APP_SECRET for one purpose.
 *
 * A sealed value is `key id (4) | nonce (12) | ciphertext | tag (16)`. The key id tells which secret opens it, so
 * values sealed before a rotation stay readable while APP_SECRET_PREVIOUS is set.
 */
export class Sealer {
  readonly #current: SealingKey;
  readonly #keys: readonly SealingKey[];

  constructor(secrets: SealingSecrets, purpose: string) {
    this.#current = sealingKey(secrets.current, purpose);
    this.#keys = secrets.previous === null ? [this.#current] : [this.#current, sealingKey(secrets.previous, purpose)];
  }

  /**
   * @param context where the value belongs, such as a row's id: it opens nowhere else, so a value copied into
   *   another row is of no use there
   */
  seal(plaintext: Buffer | string, context: string): Buffer {
    const { id, key } = this.#current;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context, 'utf8'));
    const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
    return Buffer.concat([id, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws SealError when it was sealed under another secret or context, or was changed since. */
  open(sealed: Buffer, context: string): Buffer {
    if (sealed.length < KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES) throw new SealError('malformed');
    const id = sealed.subarray(0, KEY_ID_BYTES);
    const candidates = this.#keys.filter((candidate) => candidate.id.equals(id));
    if (candidates.length === 0) throw new SealError('unknown-key');
    // More than one candidate only where two secrets share the four bytes of their ids.
    for (const { key } of candidates) {
      const opened = tryOpen(key, sealed.subarray(KEY_ID_BYTES), context);
      if (opened !== null) return opened;
    }
    throw new SealError('tampered-or-wrong-context');
  }

  /** What every value that it seals begins with; one that begins otherwise rests on another secret. */
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

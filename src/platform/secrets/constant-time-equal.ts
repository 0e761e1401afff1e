import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets without telling by its duration where they differ.
 * Both sides are hashed first, so that values of different lengths can be compared too.
 */
export function constantTimeEqual(left: string | Buffer, right: string | Buffer): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}

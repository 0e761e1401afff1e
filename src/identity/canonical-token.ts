/**
 * Whether the parts of a token are encoded as canonical base64url. Decoders also accept surplus bits after the last whole
 * byte, and `=` at the end. So one signature would have many encodings, and a token that was revoked by its text would be
 * accepted again in another encoding.
 */
export function isCanonicalToken(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

/**
 * Whether a token's parts are written as base64url writes them. Decoders also take what stands behind the last whole byte, and
 * `=` at the end; so one signature would have many texts, and a token that was locked out by its text would come back.
 */
export function isCanonicalToken(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

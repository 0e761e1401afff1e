import { createPublicKey } from 'node:crypto';

const PEM = /^-----BEGIN (?<kind>(?:RSA )?PUBLIC KEY)-----(?<body>[A-Za-z0-9+/=\s]+)-----END \k<kind>-----$/;

/**
 * An RSA public key of at least 2048 bits, as PEM with proper line ends; `null` for anything else.
 *
 * Where a variable cannot hold several lines, the line ends may be written as `\n` or as spaces.
 */
export function readRsaPublicKey(value: string): string | null {
  const pem = PEM.exec(value.replace(/\\r|\\n/g, '\n').trim())?.groups;
  if (pem === undefined) return null;
  const lines = (pem['body'] ?? '').replace(/\s/g, '').replace(/.{1,64}/g, '$&\n');
  try {
    const key = createPublicKey(`-----BEGIN ${pem['kind'] ?? ''}-----\n${lines}-----END ${pem['kind'] ?? ''}-----\n`);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= 2048
      ? key.export({ type: 'spki', format: 'pem' }).toString()
      : null;
  } catch {
    // OpenSSL's own error messages would not help the operator; the caller says what is expected.
    return null;
  }
}

import { createPublicKey, generateKeyPairSync } from 'node:crypto';

/** Valid environments, which tests change. */

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const PUBLIC_KEY_PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const PRIVATE_KEY_PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const SHORT_KEY_PEM = createPublicKey(
  generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
)
  .export({ type: 'spki', format: 'pem' })
  .toString();
export const ELLIPTIC_KEY_PEM = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

export const CLERK = {
  IDENTITY_PROVIDER: 'clerk',
  CLERK_JWT_KEY: PUBLIC_KEY_PEM,
  CLERK_ISSUER: 'https://clerk.example.com/',
  CLERK_SECRET_KEY: 'sk_test_abc',
  CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

export const STRIPE = {
  STRIPE_SECRET_KEY: 'sk_test_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_of_the_tests',
  STRIPE_PRICE_STARTER: 'price_s',
  STRIPE_PRICE_PRO: 'price_p',
  STRIPE_PRICE_ENTERPRISE: 'price_e',
};

/** What production requires besides its providers. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  BILLING_PROVIDER: 'local',
  PUBLIC_URL: 'https://app.example.com',
  SMTP_URL: 'smtp://mail.example.com',
  ...CLERK,
};

export const S3 = {
  S3_ENDPOINT: 'https://s3.example.com/',
  S3_BUCKET: 'logos',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'k/+=',
};

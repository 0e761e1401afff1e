import { z } from 'zod';
import { normalizeAddress } from '../platform/addresses/email-address.js';
import { ConfigurationError } from '../platform/config/configuration-error.js';
import { readList } from '../platform/config/formats/lists.js';
import { readRsaPublicKey } from './clerk/public-key.js';
import { isLoopbackOrigin, readOrigin } from '../platform/config/formats/urls.js';
import { refusePlainHttp, refuseShortKey } from '../platform/config/production-rules.js';
import { plainHttpWarnings, type ConfigurationWarning } from '../platform/config/production-warnings.js';
import { required } from '../platform/config/required.js';
import {
  baseUrl,
  oneOf,
  readAs,
  token,
  type TextFormat,
  type ValuesOf,
  type VariableSchemas,
} from '../platform/config/variable-schema.js';
import { clerkOrigin } from './clerk/clerk-origin.js';

/** Who signs people in, and who the platform's operators are. */
export interface IdentitySettings {
  readonly identity: IdentityConfiguration;
  /** Addresses with ASCII letters in lower case and the domain as A-label; used with the local identity provider. */
  readonly platformAdmins: readonly string[];
  /** Clerk's user IDs; used with Clerk. */
  readonly platformAdminUserIds: readonly string[];
}

export type IdentityConfiguration = LocalIdentityConfiguration | ClerkConfiguration;

export interface LocalIdentityConfiguration {
  readonly provider: 'local';
}

export interface ClerkConfiguration {
  readonly provider: 'clerk';
  /** The PEM of the public key that signs session tokens. */
  readonly jwtKey: string;
  /** As in a token's `iss`: without a trailing slash. */
  readonly issuer: string;
  /** Origins that are accepted in a token's `azp`. */
  readonly authorizedParties: readonly string[];
  /** `null`: the console has no sign-in; everything else works. */
  readonly publishableKey: string | null;
  readonly secretKey: string;
  readonly apiUrl: string;
  readonly webhookSigningSecret: string;
}

export const IDENTITY_VARIABLES = {
  IDENTITY_PROVIDER: oneOf(['local', 'clerk'], 'must be local or clerk.'),
  ALLOW_LOCAL_IDENTITY: oneOf(['true', 'false'], 'must be true or false.'),
  CLERK_JWT_KEY: readAs(
    readRsaPublicKey,
    'must be the PEM of an RSA public key (-----BEGIN PUBLIC KEY-----…); in one line, write its line ends as \\n.',
  ).meta({ isMultiline: true } satisfies TextFormat),
  CLERK_ISSUER: baseUrl("your Clerk instance's address"),
  CLERK_AUTHORIZED_PARTIES: readAs(
    (text) => readList(text, readOrigin),
    'must be origins with commas between, like https://app.example.com,https://www.example.com.',
  ),
  // This key is sent to every browser, so a secret key must not be set here. It names the host that browsers may call.
  CLERK_PUBLISHABLE_KEY: z
    .string()
    .refine((key) => clerkOrigin(key) !== null, "is not Clerk's publishable key (pk_…): copy it again, in full."),
  CLERK_SECRET_KEY: token("Clerk's secret key (sk_…)", /^sk_(?:test|live)_[\x21-\x7e]+$/),
  CLERK_API_URL: baseUrl("the address of Clerk's API"),
  CLERK_WEBHOOK_SIGNING_SECRET: token(
    "the webhook's signing secret (whsec_ and Base64)",
    /^(?:whsec_)?(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=?|[A-Za-z0-9+/]{2}(?:==)?)$/,
  ),
  PLATFORM_ADMINS: readAs(
    (text) => readList(text, normalizeAddress),
    'must be email addresses with commas between, like ada@example.com,grace@example.com.',
  ),
  PLATFORM_ADMIN_USER_IDS: readAs(
    (text) => readList(text, (id) => (/^[\w-]+$/.test(id) ? id : null)),
    "must be Clerk's user IDs with commas between, like user_2abc,user_2def.",
  ),
} as const satisfies VariableSchemas;

export type IdentityEnvironment = ValuesOf<typeof IDENTITY_VARIABLES>;

const CLERK_API_URL = 'https://api.clerk.com';
const WITH_CLERK = "with IDENTITY_PROVIDER=clerk: copy it from your instance's dashboard.";

interface IdentityContext {
  readonly production: boolean;
  readonly publicUrl: string;
}

/** The identity provider: Clerk, or, if only the developer can reach the service, the local sign-in. */
export function loadIdentity(variables: IdentityEnvironment, context: IdentityContext): IdentitySettings {
  return {
    identity: loadProvider(variables, context),
    platformAdmins: variables.PLATFORM_ADMINS ?? [],
    platformAdminUserIds: variables.PLATFORM_ADMIN_USER_IDS ?? [],
  };
}

function loadProvider(variables: IdentityEnvironment, context: IdentityContext): IdentityConfiguration {
  if (variables.IDENTITY_PROVIDER === 'clerk') return loadClerk(variables, context.publicUrl);
  refuseOpenLocalIdentity(variables, context);
  return { provider: 'local' };
}

/** Local sign-in does not verify who signs in: where other people can reach it, anyone could sign in as anyone. */
function refuseOpenLocalIdentity(variables: IdentityEnvironment, { production, publicUrl }: IdentityContext): void {
  if (production) {
    throw new ConfigurationError(
      'IDENTITY_PROVIDER',
      'must be clerk in production, where the local identity provider is refused: set it and the CLERK_ variables.',
    );
  }
  if (!isLoopbackOrigin(publicUrl) && variables.ALLOW_LOCAL_IDENTITY !== 'true') {
    throw new ConfigurationError(
      'ALLOW_LOCAL_IDENTITY',
      'must be true for local sign-in with a PUBLIC_URL that is not a loopback address, since anyone could sign in as anyone; or set IDENTITY_PROVIDER=clerk.',
    );
  }
}

function loadClerk(variables: IdentityEnvironment, publicUrl: string): ClerkConfiguration {
  return {
    provider: 'clerk',
    jwtKey: required(variables, 'CLERK_JWT_KEY', WITH_CLERK),
    issuer: required(variables, 'CLERK_ISSUER', WITH_CLERK),
    authorizedParties: variables.CLERK_AUTHORIZED_PARTIES ?? [new URL(publicUrl).origin],
    publishableKey: variables.CLERK_PUBLISHABLE_KEY ?? null,
    secretKey: required(variables, 'CLERK_SECRET_KEY', WITH_CLERK),
    apiUrl: variables.CLERK_API_URL ?? CLERK_API_URL,
    webhookSigningSecret: required(variables, 'CLERK_WEBHOOK_SIGNING_SECRET', WITH_CLERK),
  };
}

/** Whether only this machine may reach the service: the local identity provider does not verify who signs in. */
export function isForThisMachineOnly({ provider }: IdentityConfiguration, variables: IdentityEnvironment): boolean {
  return provider === 'local' && variables.ALLOW_LOCAL_IDENTITY !== 'true';
}

/** @throws {ConfigurationError} for secrets that cross a network unencrypted, and webhooks that anyone could sign */
export function refuseUnsafeIdentity(identity: IdentityConfiguration): void {
  if (identity.provider !== 'clerk') return;
  refusePlainHttp('CLERK_API_URL', identity.apiUrl);
  refuseShortKey('CLERK_WEBHOOK_SIGNING_SECRET', signingKeyBytes(identity.webhookSigningSecret));
}

/** The signing key is the Base64 after the prefix. */
function signingKeyBytes(secret: string): number {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length;
}

/** Probable errors of these settings in production. */
export function identityWarnings({ identity, platformAdmins }: IdentitySettings): readonly ConfigurationWarning[] {
  if (identity.provider !== 'clerk') return [];
  return [
    ...plainHttpWarnings('CLERK_ISSUER', [identity.issuer]),
    ...plainHttpWarnings('CLERK_AUTHORIZED_PARTIES', identity.authorizedParties),
    ...(platformAdmins.length > 0
      ? [
          {
            variable: 'PLATFORM_ADMINS',
            problem: 'is not read with Clerk: name superadmins in PLATFORM_ADMIN_USER_IDS.',
          },
        ]
      : []),
  ];
}

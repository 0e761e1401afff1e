import type { ClerkConfiguration, IdentityConfiguration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { isLoopbackOrigin } from './formats/urls.js';
import { required } from './required.js';
import type { Environment } from './variables.js';

const CLERK_API_URL = 'https://api.clerk.com';
const WITH_CLERK = "with IDENTITY_PROVIDER=clerk: copy it from your instance's dashboard.";

interface IdentityContext {
  readonly production: boolean;
  readonly publicUrl: string;
}

/** The identity provider: Clerk, or, if only the developer can reach the service, the local sign-in. */
export function loadIdentity(variables: Environment, context: IdentityContext): IdentityConfiguration {
  if (variables.IDENTITY_PROVIDER === 'clerk') return loadClerk(variables, context.publicUrl);
  refuseOpenLocalIdentity(variables, context);
  return { provider: 'local' };
}

/** Local sign-in does not verify who signs in: where other people can reach it, anyone could sign in as anyone. */
function refuseOpenLocalIdentity(variables: Environment, { production, publicUrl }: IdentityContext): void {
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

function loadClerk(variables: Environment, publicUrl: string): ClerkConfiguration {
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

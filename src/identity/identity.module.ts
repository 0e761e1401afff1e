import { Global, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import type { ClerkConfiguration, IdentitySettings } from './identity-configuration.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TokenVerifier } from './token-verifier.js';
import { ClerkAccounts } from './clerk/clerk-accounts.js';
import { CLERK, ClerkApi } from './clerk/clerk-api.js';
import { ClerkTokens } from './clerk/clerk-tokens.js';
import { ClerkWebhookController } from './clerk/clerk-webhook.controller.js';
import { ClerkWebhooks } from './clerk/clerk-webhooks.js';
import { AccountDeletions } from './account-deletions.js';
import { Identity } from './identity.service.js';
import { LocalSignInController } from './local-sign-in.controller.js';
import { LocalTokens } from './local-tokens.js';
import { OwnerChanges } from './owner-changes.event.js';
import { Users } from './users.js';
import { IDENTITY_TABLES } from './identity.tables.js';

/** Authentication; global, since every request needs it. Only the chosen identity provider is set up, with its routes. */
@Global()
@Module({})
export class IdentityModule {
  static with({ identity }: IdentitySettings): DynamicModule {
    const { controllers = [], providers = [] } = identity.provider === 'clerk' ? withClerk(identity) : LOCAL;
    return {
      module: IdentityModule,
      imports: [TypeOrmModule.forFeature(IDENTITY_TABLES.entities)],
      controllers,
      providers: [Identity, Users, AccountDeletions, OwnerChanges, ...providers],
      exports: [Identity, Users, AccountDeletions, OwnerChanges],
    };
  }
}

const LOCAL: ModuleMetadata = {
  controllers: [LocalSignInController],
  providers: [LocalTokens, { provide: TokenVerifier, useExisting: LocalTokens }],
};

function withClerk(clerk: ClerkConfiguration): ModuleMetadata {
  return {
    controllers: [ClerkWebhookController],
    providers: [
      { provide: CLERK, useValue: clerk },
      ClerkAccounts,
      ClerkApi,
      ClerkWebhooks,
      { provide: TokenVerifier, useClass: ClerkTokens },
    ],
  };
}

import { Global, Module } from '@nestjs/common';
import { TokenVerifier } from './authenticator.js';
import { Identity } from './identity.service.js';
import { LocalSignInController } from './local-sign-in.controller.js';
import { LocalTokens } from './local-tokens.js';
import { Users } from './users.js';

/** Who is calling; global, since every request asks. */
@Global()
@Module({
  controllers: [LocalSignInController],
  providers: [Identity, Users, LocalTokens, { provide: TokenVerifier, useExisting: LocalTokens }],
  exports: [Identity, Users],
})
export class IdentityModule {}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Credentials } from './credentials.js';
import { RecentAuthorizations } from './recent-authorizations.js';
import { RevokedInviters } from './revoked-inviters.event.js';
import { AuthGuard } from './auth.guard.js';
import { KeyCreators } from './key-creators.js';
import { AccessRuleCheck } from './access-rule-check.js';
import { ConcurrentRequests } from './concurrent-requests.js';
import { RolesController } from './roles.controller.js';

/** Roles and permissions: the role matrix, the access rules above the routes, and the guard that checks every request. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [RolesController],
  providers: [
    Credentials,
    RecentAuthorizations,
    RevokedInviters,
    KeyCreators,
    AccessRuleCheck,
    ConcurrentRequests,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Credentials, RecentAuthorizations, RevokedInviters],
})
export class AccessModule {}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Credentials } from './credentials.js';
import { EntryLog } from './entry-log.js';
import { Gate } from './gate.guard.js';
import { KeyMakers } from './key-makers.js';
import { MarkCheck } from './mark-check.js';
import { RequestsUnderWay } from './requests-under-way.js';
import { RolesController } from './roles.controller.js';

/** Who may do what: the role matrix, the marks above the routes, and the gate that every request passes. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [RolesController],
  providers: [Credentials, EntryLog, KeyMakers, MarkCheck, RequestsUnderWay, { provide: APP_GUARD, useClass: Gate }],
  exports: [EntryLog],
})
export class AccessModule {}

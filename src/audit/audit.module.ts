import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditEvents } from './audit-events.service.js';
import { AuditLog } from './audit-log.js';

/** The append-only log of changes; global, since every change writes to it. */
@Global()
@Module({ controllers: [AuditController], providers: [AuditLog, AuditEvents], exports: [AuditLog] })
export class AuditModule {}

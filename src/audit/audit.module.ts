import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditController } from './audit.controller.js';
import { AuditEvents } from './audit-events.service.js';
import { AuditExports } from './audit-exports.service.js';
import { AuditLog } from './audit-log.js';
import { AUDIT_TABLES } from './audit.tables.js';

/** The append-only log of changes; global, since every change writes to it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(AUDIT_TABLES.entities)],
  controllers: [AuditController],
  providers: [AuditLog, AuditEvents, AuditExports],
  exports: [AuditLog],
})
export class AuditModule {}

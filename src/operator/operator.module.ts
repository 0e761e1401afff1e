import { Module } from '@nestjs/common';
import { DashboardGuard } from './dashboard-guard.js';

/** For those who run the platform. */
@Module({ providers: [DashboardGuard], exports: [DashboardGuard] })
export class OperatorModule {}

import type { ModuleTables } from '../platform/database/database-schema.js';
import { MonthlyReportEntity } from './monthly-report/monthly-report.entity.js';
import { EmailOptOutEntity } from './subscription/email-opt-out.entity.js';
import { NoticeEntity } from './notice.entity.js';

/** The tables of this module in the database. */
export const NOTICES_TABLES: ModuleTables = {
  module: 'notices',
  entities: [EmailOptOutEntity, MonthlyReportEntity, NoticeEntity],
};

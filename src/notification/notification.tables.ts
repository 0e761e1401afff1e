import type { ModuleTables } from '../platform/database/database-schema.js';
import { NotificationEntity } from './notification.entity.js';

/** The tables of this module in the database. */
export const NOTIFICATION_TABLES: ModuleTables = { module: 'notification', entities: [NotificationEntity] };

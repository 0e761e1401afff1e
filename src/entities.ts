import { ASSISTANT_TABLES } from './assistant/assistant.tables.js';
import { AUDIT_TABLES } from './audit/audit.tables.js';
import { BILLING_TABLES } from './billing/billing.tables.js';
import { IDENTITY_TABLES } from './identity/identity.tables.js';
import { INVITATION_TABLES } from './invitation/invitation.tables.js';
import { MEMBERSHIP_TABLES } from './membership/membership.tables.js';
import { NOTICES_TABLES } from './notices/notices.tables.js';
import { NOTIFICATION_TABLES } from './notification/notification.tables.js';
import { OFFBOARDING_TABLES } from './offboarding/offboarding.tables.js';
import { OPERATOR_TABLES } from './operator/operator.tables.js';
import { ORGANIZATION_TABLES } from './organization/organization.tables.js';
import { DatabaseSchema } from './platform/database/database-schema.js';
import { PLATFORM_TABLES } from './platform/platform.tables.js';
import { RECORDS_TABLES } from './records/records.tables.js';

/** Every table of the service with the module that owns it. The migration grants these rights, and the service checks them at its start. */
export const DATABASE_SCHEMA = new DatabaseSchema([
  PLATFORM_TABLES,
  AUDIT_TABLES,
  IDENTITY_TABLES,
  BILLING_TABLES,
  MEMBERSHIP_TABLES,
  ORGANIZATION_TABLES,
  INVITATION_TABLES,
  RECORDS_TABLES,
  ASSISTANT_TABLES,
  OFFBOARDING_TABLES,
  NOTICES_TABLES,
  NOTIFICATION_TABLES,
  OPERATOR_TABLES,
]);

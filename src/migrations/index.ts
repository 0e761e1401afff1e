import { House1790000000001 } from './0001-house.js';
import { Clerk1790000000002 } from './0002-clerk.js';
import { SettingsAndKeys1790000000003 } from './0003-settings-and-keys.js';
import { Credits1790000000004 } from './0004-credits.js';
import { DeletionAndOperator1790000000005 } from './0005-deletion-and-operator.js';
import { Records1790000000006 } from './0006-records.js';
import { Reassignment1790000000007 } from './0007-reassignment.js';
import { Conversations1790000000008 } from './0008-conversations.js';
import { Purge1790000000009 } from './0009-purge.js';
import { RecordScale1790000000010 } from './0010-record-scale.js';
import { Imports1790000000011 } from './0011-imports.js';
import { Payments1790000000012 } from './0012-payments.js';
import { Notices1790000000013 } from './0013-notices.js';
import { Analytics1790000000014 } from './0014-analytics.js';
import { MonthlyReport1790000000015 } from './0015-monthly-report.js';
import { Leaving1790000000017 } from './0017-leaving.js';
import { ImportTurns1790000000019 } from './0019-import-turns.js';
import { FailingSince1790000000020 } from './0020-failing-since.js';
import { NamesAndSearch1790000000021 } from './0021-names-and-search.js';
import { NameAndSearchIndexes1790000000022 } from './0022-name-and-search-indexes.js';
import { PaidBeforeGiven1790000000023 } from './0023-paid-before-given.js';
import { ImportFiles1790000000024 } from './0024-import-files.js';
import { MembershipActivityIndex1790000000025 } from './0025-membership-activity-index.js';
import { InvitationMessage1790000000026 } from './0026-invitation-message.js';
import { EmailOptOut1790000000027 } from './0027-email-opt-out.js';
import { ClosedAndOpenDeals1790000000028 } from './0028-closed-and-open-deals.js';
import { AuditFilters1790000000029 } from './0029-audit-filters.js';
import { Notifications1790000000030 } from './0030-notifications.js';
import { ApiKeyEnd1790000000032 } from './0032-api-key-end.js';
import { RecordStatistics1790000000033 } from './0033-record-statistics.js';
import { PurgeByKey1790000000034 } from './0034-purge-by-key.js';
import { PermissionChecks1790000000035 } from './0035-permission-checks.js';
import { MemberList1790000000036 } from './0036-member-list.js';
import { InvitationList1790000000037 } from './0037-invitation-list.js';
import { OperatorLists1790000000038 } from './0038-operator-lists.js';
import { MemberSearch1790000000039 } from './0039-member-search.js';
import { NoSetNull1790000000040 } from './0040-no-set-null.js';
import { FunctionsForCitus1790000000041 } from './0041-functions-for-citus.js';
import { PurgeOnCitus1790000000042 } from './0042-purge-on-citus.js';
import { OrganizationState1790000000043 } from './0043-organization-state.js';

/** Every migration, oldest first. They only go forward. */
export const MIGRATIONS = [
  House1790000000001,
  Clerk1790000000002,
  SettingsAndKeys1790000000003,
  Credits1790000000004,
  DeletionAndOperator1790000000005,
  Records1790000000006,
  Reassignment1790000000007,
  Conversations1790000000008,
  Purge1790000000009,
  RecordScale1790000000010,
  Imports1790000000011,
  Payments1790000000012,
  Notices1790000000013,
  Analytics1790000000014,
  MonthlyReport1790000000015,
  Leaving1790000000017,
  ImportTurns1790000000019,
  FailingSince1790000000020,
  NamesAndSearch1790000000021,
  NameAndSearchIndexes1790000000022,
  PaidBeforeGiven1790000000023,
  ImportFiles1790000000024,
  MembershipActivityIndex1790000000025,
  InvitationMessage1790000000026,
  EmailOptOut1790000000027,
  ClosedAndOpenDeals1790000000028,
  AuditFilters1790000000029,
  Notifications1790000000030,
  ApiKeyEnd1790000000032,
  RecordStatistics1790000000033,
  PurgeByKey1790000000034,
  PermissionChecks1790000000035,
  MemberList1790000000036,
  InvitationList1790000000037,
  OperatorLists1790000000038,
  MemberSearch1790000000039,
  NoSetNull1790000000040,
  FunctionsForCitus1790000000041,
  PurgeOnCitus1790000000042,
  OrganizationState1790000000043,
];

import { House1790000000001 } from './0001-house.js';
import { Clerk1790000000002 } from './0002-clerk.js';
import { SettingsAndKeys1790000000003 } from './0003-settings-and-keys.js';
import { Credits1790000000004 } from './0004-credits.js';
import { DeletionAndOperator1790000000005 } from './0005-deletion-and-operator.js';
import { Records1790000000006 } from './0006-records.js';
import { Reassignment1790000000007 } from './0007-reassignment.js';
import { Payments1790000000012 } from './0012-payments.js';

/** Every migration, oldest first. They only go forward. */
export const MIGRATIONS = [
  House1790000000001,
  Clerk1790000000002,
  SettingsAndKeys1790000000003,
  Credits1790000000004,
  DeletionAndOperator1790000000005,
  Records1790000000006,
  Reassignment1790000000007,
  Payments1790000000012,
];

import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../../platform/events/organization-event.js';

/** The consequences of an organization's new timezone for everything that is kept in its local time. */
export interface TimezoneChanged {
  readonly from: string;
  readonly to: string;
}

/**
 * Announces that an organization has another timezone. The announcing transaction has locked the organization's row, so that
 * no transaction that locks it too (`for share`) calculates with the old timezone at the same time.
 */
@Injectable()
export class TimezoneChanges extends OrganizationEvent<TimezoneChanged> {}

import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from './organization-event.js';

/** What an organization's new timezone means for whatever is kept in its local time. */
export interface TimezoneChanged {
  readonly from: string;
  readonly to: string;
}

/**
 * Tells that an organization counts in another timezone. Whoever announces it holds the organization's row, so that nobody who
 * holds it too (`for share`) counts in the old timezone meanwhile.
 */
@Injectable()
export class TimezoneChanges extends OrganizationEvent<TimezoneChanged> {}

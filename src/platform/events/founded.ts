import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from './organization-event.js';

/** An organization that is there from now on. */
export interface Founded {
  readonly timezone: string;
}

/** Tells of a new organization, in the transaction that founds it. */
@Injectable()
export class Foundings extends OrganizationEvent<Founded> {}

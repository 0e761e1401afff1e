import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../platform/events/organization-event.js';

/** An organization that was created. */
export interface OrganizationCreated {
  readonly timezone: string;
}

/** Announces a new organization, in the transaction that creates it. */
@Injectable()
export class OrganizationCreations extends OrganizationEvent<OrganizationCreated> {}

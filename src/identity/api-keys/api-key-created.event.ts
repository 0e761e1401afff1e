import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../../platform/events/organization-event.js';

/** A new API key. */
export interface ApiKeyCreated {
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
}

/** Announces a new API key, in the transaction that creates it. */
@Injectable()
export class ApiKeyCreations extends OrganizationEvent<ApiKeyCreated> {}

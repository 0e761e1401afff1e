import { Injectable } from '@nestjs/common';
import type { Plan } from '../database/tenancy.js';
import { OrganizationEvent } from './organization-event.js';

/** A plan came into force that has fewer seats than are in use. */
export interface SeatsOver {
  readonly plan: Plan;
  readonly used: number;
  readonly limit: number;
}

/** Tells that an organization holds more seats than its plan has, in the transaction that made it so. */
@Injectable()
export class SeatOverruns extends OrganizationEvent<SeatsOver> {}

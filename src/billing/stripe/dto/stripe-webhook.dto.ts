/** The event was received: now, earlier, or it is of a type that is ignored. */
export class StripeEventTakenDto {
  /** @example true */
  received: true;
}

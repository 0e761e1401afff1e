/** The event was taken, or had been taken before, or is of a kind that changes nothing here. */
export class StripeEventTakenDto {
  /** @example true */
  received: true;
}

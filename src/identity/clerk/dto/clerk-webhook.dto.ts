/** The event was accepted, or had been accepted before, or is of a type that changes nothing here. */
export class WebhookTakenDto {
  /** @example true */
  received: true;
}

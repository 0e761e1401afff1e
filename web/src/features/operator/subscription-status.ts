/** The state of an organization's payments, as a label. */
export const SUBSCRIPTION_STATUS = { active: 'Active', past_due: 'Payment failed', canceled: 'Canceled' } as const;

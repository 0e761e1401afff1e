/** In how many days a key expires. */
export type Expiry = '30' | '90' | '365' | 'never';

export const EXPIRIES = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In 1 year' },
  { value: 'never', label: 'Never' },
] as const;

const DAY_MS = 86_400_000;

/** The time of expiry, as the API takes it; null: never. */
export function expiryOf(expiry: Expiry, now: Date): string | null {
  return expiry === 'never' ? null : new Date(now.getTime() + Number(expiry) * DAY_MS).toISOString();
}

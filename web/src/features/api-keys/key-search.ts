const STATUSES = ['expired', 'revoked'] as const;
export type KeyStatus = (typeof STATUSES)[number];

/** The filters of the list, as they are in the URL. */
export interface KeySearch {
  readonly q?: string;
  readonly status?: KeyStatus;
}

/** Reads the filters of a URL; without any, the keys that are not revoked are shown. */
export function readKeySearch({ q, status }: Record<string, unknown>): KeySearch {
  const known = STATUSES.find((one) => one === status);
  return {
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' ? { q: String(q).slice(0, 200) } : {}),
    ...(known ? { status: known } : {}),
  };
}

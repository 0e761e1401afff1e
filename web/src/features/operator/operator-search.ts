/** The tab and its filters, as they are in the URL. */
export interface OperatorSearch {
  /** Without it the organizations are shown. */
  readonly tab?: 'users';
  readonly q?: string;
  readonly deleted?: true;
}

/** Reads the filters of a URL; without any, the active organizations are shown. */
export function readOperatorSearch({ tab, q, deleted }: Record<string, unknown>): OperatorSearch {
  return {
    ...(tab === 'users' ? { tab } : {}),
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' ? { q: String(q).slice(0, 200) } : {}),
    ...(deleted === true ? { deleted } : {}),
  };
}

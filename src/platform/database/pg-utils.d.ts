declare module 'pg/lib/utils.js' {
  /** Converts a parameter to the protocol's format, as `pg` does for its own queries. */
  export function prepareValue(value: unknown): unknown;
}

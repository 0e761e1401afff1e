declare module 'pg/lib/utils.js' {
  /** Turns a parameter into what the protocol takes, as `pg` does for its own queries. */
  export function prepareValue(value: unknown): unknown;
}

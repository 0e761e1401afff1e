/** How Postgres calls a function: with the same arguments, it always answers the same, or within a statement, or not at all. */
export type Volatility = 'immutable' | 'stable' | 'volatile';

/**
 * The functions in statements of the service that change a distributed table. `test/scaling/citus.spec.ts` compares them with the
 * catalogue. One that is not listed is reported, so that it is added here.
 */
export const VOLATILITY: Readonly<Record<Volatility, readonly string[]>> = {
  volatile: ['clock_timestamp', 'gen_random_uuid', 'nextval', 'random', 'set_config', 'timeofday'],
  stable: [
    'age',
    'current_setting',
    'date_trunc',
    'jsonb_build_object',
    'jsonb_populate_recordset',
    'now',
    'statement_timestamp',
    'to_char',
    'to_jsonb',
    'transaction_timestamp',
  ],
  immutable: [
    'array_length',
    'cardinality',
    'char_length',
    'count',
    'generate_series',
    'jsonb_array_elements',
    'jsonb_set',
    'lower',
    'make_interval',
    'max',
    'min',
    'octet_length',
    'row_number',
    'sum',
    'unnest',
  ],
};

/** Of a function by its name; null for one that is not listed. */
export function volatilityOf(name: string): Volatility | null {
  const kinds: Volatility[] = ['volatile', 'stable', 'immutable'];
  return kinds.find((kind) => VOLATILITY[kind].includes(name)) ?? null;
}

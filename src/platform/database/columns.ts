import type { ColumnOptions } from 'typeorm';

/**
 * A moment to the millisecond. Rows hold it as RFC 3339 text (`type-parsers.ts`); where TypeORM reads a row it makes a `Date` of it,
 * which is turned back here, so that a property has the same type either way.
 */
export const TIMESTAMP = {
  type: 'timestamptz',
  precision: 3,
  transformer: {
    from: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
    to: (value: unknown) => value,
  },
} as const satisfies ColumnOptions;

/** A column that Postgres calculates from others of its row, by an expression as the catalog writes it. */
export function generated(expression: string): ColumnOptions {
  return { asExpression: expression, generatedType: 'STORED', insert: false, update: false };
}

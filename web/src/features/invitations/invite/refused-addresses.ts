import type { BulkResult } from '../queries';

/** Why an address was not invited. */
interface Refused {
  readonly reason: string;
  /** Whether the same address would be refused again. */
  readonly isFinal: boolean;
}

export type Refusals = ReadonlyMap<string, Refused>;

export const NONE_REFUSED: Refusals = new Map();

/** The addresses that were not invited, each with the reason; in the order of the request. */
export function refusedOf(results: readonly BulkResult[], asked: readonly string[]): Refusals {
  return new Map(
    results.flatMap(({ problem }, index): [string, Refused][] => {
      if (!problem) return [];
      const reason = problem.errors?.[0]?.detail ?? problem.detail;
      return [[asked[index] ?? '', { reason, isFinal: isFinal(problem) }]];
    }),
  );
}

/** A seat may become free, and an email limit ends; a person who is already a member or invited stays so. */
function isFinal({ code, status }: NonNullable<BulkResult['problem']>): boolean {
  return status < 500 && status !== 429 && code !== 'seat-limit-reached';
}

import type { BulkResult } from '../queries';

/** Why an address was not invited. */
interface Refused {
  readonly reason: string;
  /** Sent again as it is, it would be refused again. */
  readonly isFinal: boolean;
}

export type Refusals = ReadonlyMap<string, Refused>;

export const NONE_REFUSED: Refusals = new Map();

/** The addresses that were not invited, each with what the service said; in the order of the request. */
export function refusedOf(results: readonly BulkResult[], asked: readonly string[]): Refusals {
  return new Map(
    results.flatMap(({ problem }, index): [string, Refused][] => {
      if (!problem) return [];
      const reason = problem.errors?.[0]?.detail ?? problem.detail;
      return [[asked[index] ?? '', { reason, isFinal: isFinal(problem) }]];
    }),
  );
}

/** A seat may become free and a limit of mails pass by; somebody who is a member or invited stays so. */
function isFinal({ code, status }: NonNullable<BulkResult['problem']>): boolean {
  return status < 500 && status !== 429 && code !== 'seat-limit-reached';
}

import { QueryClient } from '@tanstack/react-query';
import { Refusal } from './problem';

/** Refusals are final; only what did not arrive is worth another try. */
function isWorthARetry(failures: number, error: Error): boolean {
  if (failures >= 2) return false;
  return !(error instanceof Refusal) || error.problem.status === 0 || error.problem.status >= 500;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: isWorthARetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

/** Everything of one organization is kept below its key, so that it can be dropped at once. */
export function organizationKey(organizationId: string, ...rest: readonly unknown[]): readonly unknown[] {
  return ['organization', organizationId, ...rest];
}

/** Forgets everything of the other organizations: after a switch there is no trace of them. */
export function forgetOtherOrganizations(organizationId: string): void {
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] === 'organization' && queryKey[1] !== organizationId,
  });
}

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refusal } from '../problem/problem';
import { hasDialog } from '../ui/dialog/has-dialog';

/** Refusals are final; only calls without a response, or with an internal error, are tried again. */
function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= 2) return false;
  return !(error instanceof Refusal) || error.problem.status === 0 || error.problem.status >= 500;
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      // They are read by the page itself, which shows their errors.
      if (isAccessQuery(queryKey)) return;
      reloadAccess(error, 'active');
    },
  }),
  mutationCache: new MutationCache({
    onError: (error) => {
      // Reloaded with the next navigation: a reload now would close the dialog that shows the refusal.
      reloadAccess(error, 'none');
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: shouldRetry, refetchOnWindowFocus: true },
    // Tried at once, and refused, while offline: what is not saved must not look as if it were.
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Another person has changed the role, or has removed the member: the organization and the permissions are reloaded. */
function reloadAccess(error: Error, refetchType: 'active' | 'none'): void {
  if (!(error instanceof Refusal)) return;
  const predicate = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => isAccessQuery(queryKey);
  if (error.code === 'organization-not-found') reloadLostAccess();
  if (error.code === 'permission-denied')
    void queryClient.invalidateQueries({ predicate, refetchType: hasDialog() ? 'none' : refetchType });
}

/** The person is not a member any more: what they may see is removed, so that the page reloads it and shows that access was lost. */
export function reloadLostAccess(): void {
  void queryClient.resetQueries({ predicate: ({ queryKey }) => isAccessQuery(queryKey) });
}

/** Whether the query reads the organization itself or the person's permissions in it. */
function isAccessQuery([subject, , part]: readonly unknown[]): boolean {
  return subject === 'organization' && (part === 'settings' || part === 'permissions');
}

/** Everything of one organization is kept below its key, so that it can be dropped at once. */
export function organizationKey(organizationId: string, ...rest: readonly unknown[]): readonly unknown[] {
  return ['organization', organizationId, ...rest];
}

/** Removes the queries of every organization. */
export function removeOrganizationQueries(): void {
  queryClient.removeQueries({ queryKey: ['organization'] });
}

/** Removes the queries of the other organizations: after a switch nothing of them is kept. */
export function removeQueriesOfOtherOrganizations(organizationId: string): void {
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] === 'organization' && queryKey[1] !== organizationId,
  });
  // The changes made there, with their responses.
  const changes = queryClient.getMutationCache();
  for (const change of changes.findAll({ predicate: ({ state }) => state.status !== 'pending' }))
    changes.remove(change);
}

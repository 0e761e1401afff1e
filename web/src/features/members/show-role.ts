import type { InfiniteData } from '@tanstack/react-query';
import type { Member, Role } from '../../api/client';
import { organizationKey, queryClient } from '../../api/query-client';

/** Shows another role before the service has responded. @returns a function that restores the old state */
export function showRoleAtOnce(organizationId: string, membershipId: string, role: Role): () => void {
  const queryKey = organizationKey(organizationId, 'members');
  const before = queryClient.getQueriesData({ queryKey });
  queryClient.setQueriesData({ queryKey, predicate: isTable }, (data: InfiniteData<{ data: Member[] }> | undefined) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            data: page.data.map((member) => (member.id === membershipId ? { ...member, role } : member)),
          })),
        },
  );
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

function isTable({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return typeof queryKey[3] === 'object';
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api/client';
import { organizationKey } from '../../../api/query-client';

export type Preview = Schemas['RemovalPreviewDto'];

/** Somebody's part of what is shared: as heavy as the others together or a fraction of it. */
export interface Share {
  readonly membershipId: string;
  readonly name: string;
  readonly weight: number;
}

/** What a removal would touch, as of now. */
export function removalPreviewQuery(organizationId: string, membershipId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'removal-preview', membershipId),
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/members/{membershipId}/removal-preview', {
          params: { path: { organizationId, membershipId } },
          signal,
        }),
      ),
  });
}

/** How many records each would get, counted by the service itself: exact to the record. */
export function sharesQuery(organizationId: string, from: string, shares: readonly Share[]) {
  const to = targetsOf(shares);
  return queryOptions({
    queryKey: organizationKey(organizationId, 'shares', from, to),
    enabled: to.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await answerOf(
        api.POST('/api/v1/organizations/{organizationId}/reassignments', {
          params: { path: { organizationId } },
          body: { from, to, dryRun: true },
          signal,
        }),
      );
      return countsOf(answer);
    },
  });
}

/** Hands over to several by weight what was theirs. */
export function shareOut(organizationId: string, from: string, shares: readonly Share[]) {
  return answerOf(
    api.POST('/api/v1/organizations/{organizationId}/reassignments', {
      params: { path: { organizationId } },
      body: { from, to: targetsOf(shares) },
    }),
  );
}

/** Whoever weighs nothing gets nothing. */
export function targetsOf(shares: readonly Share[]) {
  return shares.filter(({ weight }) => weight > 0).map(({ membershipId, weight }) => ({ membershipId, weight }));
}

/** What the call answers with `dryRun`, which its document tells in words only. */
interface DryRun {
  readonly byKind: Readonly<
    Record<string, { readonly targets: readonly { readonly membershipId: string | null; readonly count: number }[] }>
  >;
}

function countsOf(answer: unknown): ReadonlyMap<string, number> {
  const { byKind } = answer as DryRun;
  const counts = new Map<string, number>();
  for (const { targets } of Object.values(byKind)) {
    for (const { membershipId, count } of targets) {
      if (membershipId !== null) counts.set(membershipId, (counts.get(membershipId) ?? 0) + count);
    }
  }
  return counts;
}

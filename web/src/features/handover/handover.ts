import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../api/client';
import { organizationKey } from '../../api/query-client';
import type { OwnedKind } from '../../ui/words';

/** Whose records: a membership's, or unassigned ones, all of them or those that were one membership's. */
export interface Source {
  readonly from: string;
  readonly previousOwnerId?: string | null;
  readonly kinds?: readonly OwnedKind[];
}

/** Somebody who takes over. */
export interface Heir {
  readonly membershipId: string;
  readonly name: string;
}

/** A member's share of the records. */
export interface Share extends Heir {
  readonly weight: number;
}

export type Fate = 'leave' | 'one' | 'several';

/** What happens to the records. */
export interface Will {
  readonly fate: Fate;
  readonly heir: Heir | null;
  readonly shares: readonly Share[];
}

export const UNDECIDED: Will = { fate: 'leave', heir: null, shares: [] };

type Target = Schemas['RequestReassignmentDto']['to'];

/** A share of weight 0 gets no records. */
function targetsOf(shares: readonly Share[]) {
  return shares.filter(({ weight }) => weight > 0).map(({ membershipId, weight }) => ({ membershipId, weight }));
}

/** Who gets the records; null: they become unassigned. */
export function targetOf({ fate, heir, shares }: Will): Target {
  if (fate === 'leave') return null;
  return fate === 'one' ? (heir?.membershipId ?? null) : targetsOf(shares);
}

/** The names of those who take over. */
export function namesIn({ heir, shares }: Will): ReadonlyMap<string, string> {
  return new Map([...(heir ? [heir] : []), ...shares].map(({ membershipId, name }) => [membershipId, name]));
}

/** Whether it is said who gets them. */
export function isDecided({ fate, heir, shares }: Will): boolean {
  if (fate === 'one') return heir !== null;
  return fate === 'leave' || targetsOf(shares).length > 0;
}

/** How many records of each kind each would get. */
export type Counts = Schemas['DryRunDto']['byKind'];

/** The preview: counted by the service itself, exact to the record; nothing is reassigned. */
export function rehearsalQuery(organizationId: string, source: Source, will: Will) {
  const to = targetOf(will);
  return queryOptions({
    queryKey: organizationKey(organizationId, 'rehearsal', source, to),
    enabled: isDecided(will),
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await answerOf(
        api.POST('/api/v1/organizations/{organizationId}/reassignments', {
          params: { path: { organizationId } },
          body: { ...bodyOf(source), to, dryRun: true },
          signal,
        }),
      );
      return 'byKind' in answer ? answer.byKind : {};
    },
  });
}

/** Hands the records over, in the background. */
export function handOver(organizationId: string, source: Source, will: Will) {
  return answerOf(
    api.POST('/api/v1/organizations/{organizationId}/reassignments', {
      params: { path: { organizationId } },
      body: { ...bodyOf(source), to: targetOf(will) },
    }),
  );
}

function bodyOf({ from, previousOwnerId, kinds }: Source) {
  return {
    from,
    ...(previousOwnerId ? { previousOwnerId } : {}),
    ...(kinds ? { kinds: [...kinds] } : {}),
  };
}

/** What somebody would get of every kind together. */
export function countFor(counts: Counts | undefined, membershipId: string | null): number {
  return Object.values(counts ?? {})
    .flatMap(({ targets }) => targets)
    .filter((target) => target.membershipId === membershipId)
    .reduce((sum, { count }) => sum + count, 0);
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { organizationKey } from '../../api/query-client';
import type { OwnedKind } from '../../shared/record-kinds';
import { sumOf, type Counts } from './counts';

/** The records to reassign: those of a membership, or unassigned ones, optionally of one previous owner. */
export interface Source {
  readonly from: string;
  readonly previousOwnerId?: string | null;
  readonly kinds?: readonly OwnedKind[];
}

/** A member who becomes the owner. */
export interface NewOwner {
  readonly membershipId: string;
  readonly name: string;
}

/** A member's share of the records. */
export interface Share extends NewOwner {
  readonly weight: number;
}

export type HandoverMode = 'leave' | 'one' | 'several';

/** What happens to the records of a member. */
export interface Handover {
  readonly mode: HandoverMode;
  readonly newOwner: NewOwner | null;
  readonly shares: readonly Share[];
}

export const LEAVE_UNASSIGNED: Handover = { mode: 'leave', newOwner: null, shares: [] };

type Target = Schemas['RequestReassignmentDto']['to'];

/** A share of weight 0 gets no records. */
function targetsOf(shares: readonly Share[]) {
  return shares.filter(({ weight }) => weight > 0).map(({ membershipId, weight }) => ({ membershipId, weight }));
}

/** The new owners, as the API takes them; null: the records become unassigned. */
export function targetOf({ mode, newOwner, shares }: Handover): Target {
  if (mode === 'leave') return null;
  return mode === 'one' ? (newOwner?.membershipId ?? null) : targetsOf(shares);
}

/** The names of the new owners by membership. */
export function namesIn({ newOwner, shares }: Handover): ReadonlyMap<string, string> {
  return new Map([...(newOwner ? [newOwner] : []), ...shares].map(({ membershipId, name }) => [membershipId, name]));
}

/** Whether the new owners are chosen. */
export function isComplete({ mode, newOwner, shares }: Handover): boolean {
  if (mode === 'one') return newOwner !== null;
  return mode === 'leave' || targetsOf(shares).length > 0;
}

/** What is still to be chosen, in words; null: nothing. */
export function missingIn(handover: Handover): string | null {
  if (isComplete(handover)) return null;
  return handover.mode === 'one' ? 'Choose the new owner.' : 'Choose who gets a share.';
}

/** The preview: counted by the service itself, exact to the record; nothing is reassigned. */
export function reassignmentPreviewQuery(organizationId: string, source: Source, handover: Handover) {
  const to = targetOf(handover);
  return queryOptions({
    queryKey: organizationKey(organizationId, 'reassignment-preview', source, to),
    enabled: isComplete(handover),
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => countRecords(organizationId, source, to, signal),
  });
}

/** The previews of several previous owners together. */
export function manyReassignmentsPreviewQuery(organizationId: string, sources: readonly Source[], handover: Handover) {
  const to = targetOf(handover);
  return queryOptions({
    queryKey: organizationKey(organizationId, 'reassignment-preview', 'many', sources, to),
    enabled: isComplete(handover),
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      sumOf(await Promise.all(sources.map((source) => countRecords(organizationId, source, to, signal)))),
  });
}

async function countRecords(organizationId: string, source: Source, to: Target, signal: AbortSignal): Promise<Counts> {
  const answer = await unwrap(
    api.POST('/api/v1/organizations/{organizationId}/reassignments', {
      params: { path: { organizationId } },
      body: { ...bodyOf(source), to, dryRun: true },
      signal,
    }),
  );
  return 'byKind' in answer ? answer.byKind : {};
}

/** Starts the reassignment, which runs in the background. */
export function requestReassignment(organizationId: string, source: Source, handover: Handover) {
  return unwrap(
    api.POST('/api/v1/organizations/{organizationId}/reassignments', {
      params: { path: { organizationId } },
      body: { ...bodyOf(source), to: targetOf(handover) },
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

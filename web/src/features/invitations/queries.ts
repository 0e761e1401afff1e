import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Invitation, type Schemas } from '../../api/client';
import { readAllPages } from '../../api/pages';
import { isLive } from '../../api/live-state';
import { organizationKey } from '../../api/query-client';
import { toRefusal, type Refusal } from '../../problem/problem';
import type { AssignableRole } from '../../shared/roles';

/** Every pending and expired invitation: the table filters them itself. */
export function openInvitationsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'invitations'),
    queryFn: ({ signal }) =>
      readAllPages<Invitation>((cursor) =>
        unwrap(
          api.GET('/api/v1/organizations/{organizationId}/invitations', {
            params: { path: { organizationId }, query: { status: ['pending', 'expired'], limit: 100, ...cursor } },
            signal,
          }),
        ),
      ),
    // Emails are sent within seconds: without live updates, the row is reloaded while it shows "Queued".
    refetchInterval: ({ state }) =>
      !isLive() &&
      (state.data ?? []).some(({ emailStatus, status }) => emailStatus === 'queued' && status === 'pending')
        ? 2_000
        : false,
  });
}

export type BulkResult = Schemas['BulkResultDto'];

const INVITATION = '/api/v1/organizations/{organizationId}/invitations/{invitationId}';

export interface NewInvitation {
  readonly email: string;
  readonly role: AssignableRole;
  /** A personal message of its own, in place of that of the batch. */
  readonly message?: string;
}

/** The service accepts so many in one call. */
export const BATCH_SIZE = 100;

/** The outcome of inviting many. */
export interface SentInvitations {
  /** One for each, in the order of the request; those after a batch that failed have none. */
  readonly results: readonly BulkResult[];
  /** Why the last batches were not sent; null: all were. */
  readonly stoppedBy: Refusal | null;
}

/**
 * Invites many people, in batches one after the other; each person has their own outcome. A batch that fails ends it: the outcomes
 * before it are answered, and those after it can be sent again. An empty message is none.
 *
 * @throws where the first batch fails, and no one was invited
 */
export async function inviteMany(
  organizationId: string,
  invitations: readonly NewInvitation[],
  message = '',
  onProgress?: (sent: number) => void,
): Promise<SentInvitations> {
  const results: BulkResult[] = [];
  while (results.length < invitations.length) {
    onProgress?.(results.length);
    try {
      results.push(
        ...(await inviteBatch(organizationId, invitations.slice(results.length, results.length + BATCH_SIZE), message)),
      );
    } catch (error) {
      if (results.length === 0) throw error;
      return { results, stoppedBy: toRefusal(error) };
    }
  }
  return { results, stoppedBy: null };
}

async function inviteBatch(organizationId: string, invitations: readonly NewInvitation[], message: string) {
  const { results } = await unwrap(
    api.POST('/api/v1/organizations/{organizationId}/invitations/bulk', {
      params: { path: { organizationId } },
      body: { invitations: [...invitations], ...(message === '' ? {} : { message }) },
    }),
  );
  return results;
}

export function resendInvitation(organizationId: string, invitationId: string) {
  return unwrap(api.POST(`${INVITATION}/resend`, { params: { path: { organizationId, invitationId } } }));
}

export function changeInvitationRole(organizationId: string, invitationId: string, role: AssignableRole) {
  return unwrap(api.PATCH(INVITATION, { params: { path: { organizationId, invitationId } }, body: { role } }));
}

export function revokeInvitation(organizationId: string, invitationId: string) {
  return unwrap(api.DELETE(INVITATION, { params: { path: { organizationId, invitationId } } }));
}

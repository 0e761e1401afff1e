import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Invitation, type Schemas } from '../../api/client';
import { readAllPages } from '../../api/pages';
import { organizationKey } from '../../api/query-client';
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
    // Emails are sent within seconds: while the row shows "Queued", it is reloaded.
    refetchInterval: ({ state }) =>
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
}

/** Invites many at once; each has its own outcome. An empty message is none. */
export async function inviteMany(organizationId: string, invitations: readonly NewInvitation[], message: string) {
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

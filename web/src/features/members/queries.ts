import { answerOf, api, type Role, type Schemas } from '../../api/client';
import { meQuery } from '../../api/queries';
import { organizationKey, queryClient } from '../../api/query-client';

export type AssignableRole = Exclude<Role, 'owner'>;
export type BulkResult = Schemas['BulkResultDto'];

const MEMBER = '/api/v1/organizations/{organizationId}/members/{membershipId}';
const INVITATION = '/api/v1/organizations/{organizationId}/invitations/{invitationId}';

/** Invites many at once; each has its own outcome. */
export async function invite(organizationId: string, emails: readonly string[], role: AssignableRole) {
  const { results } = await answerOf(
    api.POST('/api/v1/organizations/{organizationId}/invitations/bulk', {
      params: { path: { organizationId } },
      body: { invitations: emails.map((email) => ({ email, role })) },
    }),
  );
  return results;
}

export function changeRole(organizationId: string, membershipId: string, role: AssignableRole) {
  return answerOf(api.PATCH(MEMBER, { params: { path: { organizationId, membershipId } }, body: { role } }));
}

interface Removal {
  readonly membershipId: string;
  /** One membership, or several with weights: `id:2,id:1`. */
  readonly reassignTo?: string | undefined;
  readonly keepApiKeys?: boolean;
  readonly keepInvitations?: boolean;
}

export function remove(organizationId: string, { membershipId, reassignTo, keepApiKeys, keepInvitations }: Removal) {
  return answerOf(
    api.DELETE(MEMBER, {
      params: {
        path: { organizationId, membershipId },
        query: {
          ...(reassignTo === undefined ? {} : { reassignTo }),
          ...(keepApiKeys ? { keepApiKeys: 'true' as const } : {}),
          ...(keepInvitations ? { keepInvitations: 'true' as const } : {}),
        },
      },
    }),
  );
}

export function reinstate(organizationId: string, membershipId: string) {
  return answerOf(api.POST(`${MEMBER}/reinstate`, { params: { path: { organizationId, membershipId } } }));
}

export function resend(organizationId: string, invitationId: string) {
  return answerOf(api.POST(`${INVITATION}/resend`, { params: { path: { organizationId, invitationId } } }));
}

export function revoke(organizationId: string, invitationId: string) {
  return answerOf(api.DELETE(INVITATION, { params: { path: { organizationId, invitationId } } }));
}

export function transferOwnership(organizationId: string, membershipId: string) {
  return answerOf(
    api.POST('/api/v1/organizations/{organizationId}/ownership-transfer', {
      params: { path: { organizationId } },
      body: { membershipId },
    }),
  );
}

/** Reloads the members, the invitations and the seats. */
export async function refreshMembers(organizationId: string): Promise<void> {
  await Promise.all(
    ['members', 'invitations', 'seats'].map((part) =>
      queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, part) }),
    ),
  );
}

/** Reloads everything about the organization and the person, since their own role has changed. */
export async function refreshOwnRole(organizationId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: organizationKey(organizationId) }),
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  ]);
}

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../api/client';

/** Pending invitations to the person's own addresses. */
export const ownInvitationsQuery = queryOptions({
  queryKey: ['me', 'invitations'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me/invitations', { params: { query: { limit: 100 } }, signal })),
});

/** An invitation as the holder of its link sees it. */
export function publicInvitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/invitations/{token}', { params: { path: { token } }, signal })),
  });
}

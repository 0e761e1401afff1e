import { api, unwrap, type Schemas } from '../../api/client';
import { notFound } from '../../problem/problem';

/** Leaving takes the id of the membership, which is found among the members by the person's address. */
export async function leaveOrganization(
  organizationId: string,
  { id, email }: Pick<Schemas['MeDto'], 'id' | 'email'>,
): Promise<void> {
  const { data } = await unwrap(
    api.GET('/api/v1/organizations/{organizationId}/members', {
      params: { path: { organizationId }, query: { limit: 100, ...(email ? { q: email } : {}) } },
    }),
  );
  const own = data.find(({ userId }) => userId === id);
  if (!own)
    throw notFound('You’re not a member of this organization', 'You may have been removed. Reload the page to check.');
  await unwrap(
    api.DELETE('/api/v1/organizations/{organizationId}/members/{membershipId}', {
      params: { path: { organizationId, membershipId: own.id } },
    }),
  );
}

import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../api/use-organization';
import type { Choice } from '../../ui/Field';
import { activeMembersQuery } from '../members/members-of';

/** Who may own records: everybody but viewers. */
const OWNERS = ['owner', 'admin', 'member'] as const;

/** Everybody who could take over from somebody. */
export function useHeirs(exceptMembershipId: string): readonly Choice<string>[] {
  const { data = [] } = useQuery(activeMembersQuery(useOrganizationId(), OWNERS));
  return data
    .filter(({ id }) => id !== exceptMembershipId)
    .map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
}

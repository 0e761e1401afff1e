import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../api/use-organization';
import { Hint } from '../../ui/Notice';
import { someMembersQuery } from './members-of';

/** From this number of admins on, the note is shown. */
const MANY_ADMINS = 3;

/** A note for when a member becomes the third admin, or one after that. */
export function ManyAdmins({ more }: { readonly more: number }) {
  const { data } = useQuery(someMembersQuery(useOrganizationId(), ['admin']));
  const admins = data?.members.length ?? 0;
  if (admins + Math.max(more, 1) < MANY_ADMINS) return null;
  return (
    <Hint>
      You already have {admins}
      {data?.isMore ? ' or more' : ''} {admins === 1 ? 'admin' : 'admins'}. Admins can remove members and change
      settings, so keep their number small.
    </Hint>
  );
}

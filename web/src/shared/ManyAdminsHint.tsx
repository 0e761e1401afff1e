import { useQuery } from '@tanstack/react-query';
import { Hint } from '../ui/feedback/Notice';
import { someMembersQuery } from './some-members';
import { useOrganizationId } from './use-organization';

/** From this number of admins on, the note is shown. */
const MANY_ADMINS = 3;

/** A note shown before a third or further admin is added. */
export function ManyAdminsHint({ more }: { readonly more: number }) {
  const { data } = useQuery(someMembersQuery(useOrganizationId(), ['admin']));
  const admins = data?.members.length ?? 0;
  if (admins + Math.max(more, 1) < MANY_ADMINS) return null;
  return (
    <Hint>
      Keep the number of admins small: they can remove members and change settings. Admins now: {admins}
      {data?.isMore ? ' or more' : ''}.
    </Hint>
  );
}

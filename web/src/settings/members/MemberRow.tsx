import { useSuspenseQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { Member } from '../../api/client';
import { meQuery } from '../../api/queries';
import { useOrganization } from '../../api/use-organization';
import { PersonAvatar } from '../../ui/Avatar';
import { Ago, Day } from '../../ui/Time';
import { MemberActions } from './MemberActions';
import { RoleSelect } from './RoleSelect';

export const MemberRow = memo(function MemberRow({ member }: { readonly member: Member }) {
  const { timezone } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery);
  const { name, email, status, lastActiveAt, joinedAt, removedAt, userId } = member;
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={name} />
          <span className="selector__text">
            <span className="row row--tight">
              <span className="cut strong">{name}</span>
              {me.id === userId && <span className="badge">You</span>}
            </span>
            <span className="cut small quiet">{email}</span>
          </span>
        </span>
      </th>
      <td>
        <RoleSelect member={member} />
      </td>
      <td>
        {status === 'active' ? (
          <span className="badge badge--good">Active</span>
        ) : (
          <span className="badge">Removed</span>
        )}
      </td>
      <td data-label="Last active">
        {lastActiveAt === null ? <span className="quiet">Never</span> : <Ago at={lastActiveAt} timeZone={timezone} />}
      </td>
      <td data-label={removedAt === null ? 'Joined' : 'Removed'}>
        {removedAt === null ? (
          <Day at={joinedAt} timeZone={timezone} />
        ) : (
          <span>
            <span className="quiet">Removed </span>
            <Day at={removedAt} timeZone={timezone} />
          </span>
        )}
      </td>
      <td className="narrow actions">
        <MemberActions member={member} isOneself={me.id === userId} />
      </td>
    </tr>
  );
});

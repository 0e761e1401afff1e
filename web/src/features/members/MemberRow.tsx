import { memo } from 'react';
import type { Member } from '../../api/client';
import { PersonAvatar } from '../../ui/Avatar';
import { Ago, Day } from '../../ui/Time';
import { rowPlace, type RowPlace } from '../../ui/VirtualRows';
import { MemberActions } from './MemberActions';
import { RoleMenu } from './RoleMenu';
import { useMembersTable } from './table-context';

interface MemberRowProps extends RowPlace {
  readonly member: Member;
}

export const MemberRow = memo(function MemberRow({ member, ...place }: MemberRowProps) {
  const { timezone, userId: ownUserId } = useMembersTable();
  const { name, email, status, lastActiveAt, joinedAt, removedAt, userId } = member;
  return (
    <tr {...rowPlace(place)}>
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={name} />
          <span className="selector__text">
            <span className="row row--tight">
              <span className="truncate strong">{name}</span>
              {userId === ownUserId && <span className="badge">You</span>}
            </span>
            <span className="truncate small quiet">{email}</span>
          </span>
        </span>
      </th>
      <td>
        <RoleMenu member={member} />
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
        <MemberActions member={member} isSelf={userId === ownUserId} />
      </td>
    </tr>
  );
});

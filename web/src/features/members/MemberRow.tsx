import { memo } from 'react';
import type { Member } from '../../api/client';
import { PersonAvatar } from '../../ui/parts/Avatar';
import { Highlight } from '../../ui/table/Highlight';
import { SelectCell } from '../../ui/table/SelectCell';
import { Ago, Day } from '../../ui/format/Time';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { MemberActions } from './MemberActions';
import { PersonLink } from './PersonLink';
import { RoleMenu } from './RoleMenu';
import { useMembersTable } from './table-context';

interface MemberRowProps extends RowPlace {
  readonly member: Member;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly isSelected: boolean;
  /** Undefined where nothing can be selected. */
  readonly onSelect: ((id: string, isRange: boolean) => void) | undefined;
}

export const MemberRow = memo(function MemberRow({ member, search, isSelected, onSelect, ...place }: MemberRowProps) {
  const { timezone, userId: ownUserId } = useMembersTable();
  const { id, name, email, role, lastActiveAt, joinedAt, removedAt, userId } = member;
  const isSelf = userId === ownUserId;
  return (
    <tr {...rowPlace(place)} {...(isSelected ? { 'data-selected': true } : {})}>
      {onSelect && (
        <SelectCell
          name={name}
          canBeSelected={role !== 'owner' && !isSelf}
          id={id}
          isSelected={isSelected}
          onSelect={onSelect}
        />
      )}
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={name} />
          <span className="selector__text">
            <span className="row row--tight">
              <PersonLink id={id} name={name}>
                <Highlight text={name} search={search} />
              </PersonLink>
              {isSelf && <span className="badge">You</span>}
            </span>
            <span className="truncate small quiet" title={email}>
              <Highlight text={email} search={search} />
            </span>
          </span>
        </span>
      </th>
      <td data-label="Role">
        <RoleMenu member={member} />
      </td>
      <td data-label="Last active">
        {lastActiveAt === null ? <span className="quiet">Never</span> : <Ago at={lastActiveAt} timeZone={timezone} />}
      </td>
      <td
        data-label={removedAt === null ? 'Joined' : 'Removed'}
        className={removedAt === null ? 'cell-last' : undefined}
      >
        <Day at={removedAt ?? joinedAt} timeZone={timezone} />
      </td>
      <td className="narrow actions">
        <MemberActions member={member} isSelf={isSelf} />
      </td>
    </tr>
  );
});

import type { Member } from '../../../api/client';
import { PersonAvatar } from '../../../ui/parts/Avatar';
import { CopyButton } from '../../../ui/parts/CopyButton';
import { Ago, Day } from '../../../ui/format/Time';
import { MemberActions } from '../MemberActions';
import { RoleMenu } from '../RoleMenu';
import { useMembersTable } from '../table-context';

/** Who it is, what they may do, and since when. */
export function MemberFacts({ member }: { readonly member: Member }) {
  const { timezone, userId: ownUserId } = useMembersTable();
  const { email, status, lastActiveAt, joinedAt, removedAt, userId } = member;
  const isSelf = userId === ownUserId;
  return (
    <>
      <div className="row row--tight">
        <PersonAvatar name={member.name} />
        <span className="truncate" title={email}>
          {email}
        </span>
        <span className="push row row--tight">
          <CopyButton text={email} size="small">
            Copy
          </CopyButton>
          <MemberActions member={member} isSelf={isSelf} />
        </span>
      </div>
      <dl className="person-facts">
        <dt>Role</dt>
        <dd>
          <RoleMenu member={member} />
        </dd>
        <dt>Status</dt>
        <dd>
          <span className={status === 'active' ? 'badge badge--good' : 'badge'}>
            {status === 'active' ? 'Active' : 'Removed'}
          </span>
        </dd>
        <dt>Last active</dt>
        <dd>{lastActiveAt === null ? 'Never' : <Ago at={lastActiveAt} timeZone={timezone} />}</dd>
        <dt>Joined</dt>
        <dd>
          <Day at={joinedAt} timeZone={timezone} />
        </dd>
        {removedAt !== null && (
          <>
            <dt>Removed</dt>
            <dd>
              <Day at={removedAt} timeZone={timezone} />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ROLE_NAMES } from '../../../shared/roles';
import { someMembersQuery } from '../../../shared/some-members';
import { useOrganizationId } from '../../../shared/use-organization';
import { Button } from '../../../ui/parts/Button';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { DialogFoot } from '../../../ui/dialog/Modal';
import { Hint } from '../../../ui/feedback/Notice';
import { count } from '../../../ui/format/count';
import { MoreSeats } from '../../billing/seats/MoreSeats';
import { SeatHolder, SeatsInUse } from '../../billing/seats/SeatsInUse';
import { seatsLeft, type Seats } from '../../billing/seats/seats-left';
import { openInvitationsQuery } from '../queries';

const ALL_ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
const ONLY_UPGRADE = 'Upgrade the plan to invite people.';
const NO_MEMBERS = { members: [], isMore: false };

interface NoSeatsLeftProps {
  readonly seats: Seats;
  readonly onClose: () => void;
}

/** Shown where no seats are left: who holds them, and how to get more. */
export function NoSeatsLeft({ seats, onClose }: NoSeatsLeftProps) {
  const organizationId = useOrganizationId();
  const [isAsking, setIsAsking] = useState(false);
  const holders = useQuery(someMembersQuery(organizationId, ALL_ROLES));
  const { members, isMore } = holders.data ?? NO_MEMBERS;
  const open = useQuery(openInvitationsQuery(organizationId));
  const invitations = open.data ?? [];
  return (
    <>
      <Hint variant="warn">
        <p className="strong">{seatsLeft(seats)}</p>
        {/* The owner, who cannot be removed, may be the only one. */}
        <p>{seats.used <= 1 ? ONLY_UPGRADE : 'Remove a member, revoke an invitation, or upgrade the plan.'}</p>
      </Hint>
      <SeatsInUse notice={<QueryFailed query={holders.error ? holders : open} />}>
        {members.map(({ id, name, role }) => (
          <SeatHolder key={id} name={name} detail={ROLE_NAMES[role]} />
        ))}
        {isMore && <li className="quiet">and {count(seats.used - seats.pending - members.length, 'other member')}</li>}
        {invitations
          .filter(({ status }) => status === 'pending')
          .map(({ id, email }) => (
            <SeatHolder key={id} name={email} detail="Invited" />
          ))}
      </SeatsInUse>
      <DialogFoot>
        <Button onPress={onClose}>Close</Button>
        <MoreSeats isAsking={isAsking} onAsk={setIsAsking} variant="primary" />
      </DialogFoot>
    </>
  );
}

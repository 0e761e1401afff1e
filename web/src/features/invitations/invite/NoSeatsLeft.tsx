import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationId } from '../../../shared/use-organization';
import { Button } from '../../../ui/Button';
import { DialogFoot } from '../../../ui/Dialog';
import { QueryFailed } from '../../../ui/LoadFailed';
import { Hint } from '../../../ui/Notice';
import { count } from '../../../ui/count';
import { MoreSeats } from '../../billing/seats/MoreSeats';
import { openInvitationsQuery } from '../queries';
import { ROLE_NAMES } from '../../../shared/roles';
import { someMembersQuery } from '../../../shared/some-members';
import { seatsLeft, type Seats } from '../../billing/seats/seats-left';

const ALL_ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
const NO_MEMBERS = { members: [], isMore: false };

interface NoSeatsLeftProps {
  readonly seats: Seats;
  readonly onClose: () => void;
}

/** No seats left: who holds them, and how to get more. */
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
        <p>Remove a member, revoke an invitation, or upgrade the plan.</p>
      </Hint>
      <section className="stack stack--tight" aria-label="Seats in use">
        <h3>Seats in use</h3>
        <QueryFailed query={holders.error ? holders : open} />
        <ul className="card seat-holders">
          {members.map(({ id, name, role }) => (
            <li key={id} className="row row--apart">
              <span className="cut">{name}</span>
              <span className="small quiet">{ROLE_NAMES[role]}</span>
            </li>
          ))}
          {isMore && (
            <li className="quiet">and {count(seats.used - seats.pending - members.length, 'other member')}</li>
          )}
          {invitations
            .filter(({ status }) => status === 'pending')
            .map(({ id, email }) => (
              <li key={id} className="row row--apart">
                <span className="cut">{email}</span>
                <span className="small quiet">Invited</span>
              </li>
            ))}
        </ul>
      </section>
      <DialogFoot>
        <Button onPress={onClose}>Close</Button>
        <MoreSeats isAsking={isAsking} onAsk={setIsAsking} variant="primary" />
      </DialogFoot>
    </>
  );
}

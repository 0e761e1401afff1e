import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationId } from '../../../shared/use-organization';
import { Dialog } from '../../../ui/dialog/Dialog';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { seatsQuery } from '../../billing/queries';
import { InviteForm } from './InviteForm';
import { NoSeatsLeft } from './NoSeatsLeft';

interface InviteDialogProps {
  readonly onClose: () => void;
}

export function InviteDialog({ onClose }: InviteDialogProps) {
  return (
    <Dialog title="Invite Member" isOpen onClose={onClose}>
      <Invite onClose={onClose} />
    </Dialog>
  );
}

function Invite({ onClose }: { readonly onClose: () => void }) {
  const query = useQuery(seatsQuery(useOrganizationId()));
  const { data: seats, error } = query;
  const [hasForm, setHasForm] = useState(false);
  if (error && !seats) return <QueryFailed query={query} />;
  if (!seats) return <LoadingBlock height={320} />;
  // Once shown, the form stays: it has the typed addresses and the reasons of refused ones, and warns itself about missing seats.
  if (!hasForm && seats.limit !== null && seats.used >= seats.limit) {
    return <NoSeatsLeft seats={seats} onClose={onClose} />;
  }
  if (!hasForm) setHasForm(true);
  return <InviteForm seats={seats} onClose={onClose} />;
}

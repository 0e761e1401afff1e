import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { someMembersQuery } from '../../shared/some-members';
import { useOrganizationId } from '../../shared/use-organization';
import { Select } from '../../ui/form/Select';
import { TransferDialog } from '../leaving/TransferDialog';
import { DangerRow } from './DangerRow';

/** Makes an admin the owner. */
export function TransferOwnership() {
  const { data } = useQuery(someMembersQuery(useOrganizationId(), ['admin']));
  const admins = data?.members ?? [];
  const [chosen, setChosen] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const admin = admins.find(({ id }) => id === chosen);
  const choices = admins.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
  return (
    <DangerRow
      title="Transfer ownership"
      text={
        data && admins.length === 0
          ? 'Only an admin can become the owner. Make a member an admin first.'
          : 'An admin becomes the owner and takes over billing. You become an admin. Choose one to begin.'
      }
      action="Transfer ownership"
      isDisabled={admin === undefined}
      onAction={() => {
        setIsAsking(true);
      }}
    >
      {admins.length > 0 && (
        <Select
          aria-label="New owner"
          choices={[{ value: '', label: 'Choose an admin' }, ...choices]}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {isAsking && admin && (
        <TransferDialog
          member={admin}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </DangerRow>
  );
}

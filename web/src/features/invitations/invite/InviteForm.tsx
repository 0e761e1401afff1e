import { useState } from 'react';
import { ManyAdminsHint } from '../../../shared/ManyAdminsHint';
import { refreshMembers } from '../../../shared/refresh';
import { ROLE_HINTS, ROLE_NAMES, type AssignableRole } from '../../../shared/roles';
import { useOrganizationId } from '../../../shared/use-organization';
import { Choices } from '../../../ui/Choices';
import { Form } from '../../../ui/Form';
import { SubmitFoot } from '../../../ui/Modal';
import { Hint, Notice } from '../../../ui/Notice';
import { count } from '../../../ui/count';
import { showToast } from '../../../ui/toast-store';
import { useAction } from '../../../ui/use-action';
import { useDraft } from '../../../ui/use-draft';
import { seatsLeft, type Seats } from '../../billing/seats/seats-left';
import { inviteMany } from '../queries';
import { AddressChips } from './AddressChips';
import { addAddresses, looksLikeAnAddress, splitAddresses } from './addresses';
import { NONE_REFUSED, refusedOf, type Refusals } from './refused-addresses';

const ROLES = (['member', 'admin', 'viewer'] as const).map((value) => ({
  value,
  label: ROLE_NAMES[value],
  hint: ROLE_HINTS[value],
}));

/** The service accepts so many at once. */
const MAX_ADDRESSES = 100;

interface InviteFormProps {
  readonly seats: Seats;
  readonly onClose: () => void;
}

export function InviteForm({ seats, onClose }: InviteFormProps) {
  const organizationId = useOrganizationId();
  const [addresses, setAddresses] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<AssignableRole>('member');
  const [refusals, setRefusals] = useState<Refusals>(NONE_REFUSED);
  const { run, isPending, refusal } = useAction(
    (all: readonly string[]) => inviteMany(organizationId, all, role),
    (results, all) => {
      const refused = refusedOf(results, all);
      setRefusals(refused);
      setAddresses([...refused.keys()]);
      void refreshMembers(organizationId);
      if (refused.size < all.length) showToast(`Sending ${count(all.length - refused.size, 'invitation')}.`);
      if (refused.size === 0) onClose();
    },
  );
  const changeRole = (next: AssignableRole) => {
    setRole(next);
    // An address refused for one role may be allowed for another.
    setRefusals(NONE_REFUSED);
  };
  useDraft(addresses.length > 0 || typed.trim() !== '');
  // Typed text that is not a chip yet counts as well.
  const all = addAddresses(addresses, splitAddresses(typed));
  const tooMany = tooManySentence(all.length, seats);
  const isReady =
    all.length > 0 &&
    tooMany === null &&
    all.every((address) => looksLikeAnAddress(address) && refusals.get(address)?.isFinal !== true);
  return (
    <Form
      noValidate
      onSubmit={() => {
        setAddresses(all);
        setTyped('');
        if (isReady && !isPending) run(all);
      }}
    >
      <AddressChips addresses={addresses} onChange={setAddresses} typed={typed} onType={setTyped} refusals={refusals} />
      <Choices label="Role" options={ROLES} value={role} onChange={changeRole} />
      {role === 'admin' && <ManyAdminsHint more={all.length} />}
      {tooMany !== null && <Hint variant="warn">{tooMany}</Hint>}
      {refusal && <Notice refusal={refusal} />}
      <SubmitFoot
        isDisabled={!isReady}
        isPending={isPending}
        note={<span className="small quiet foot-note">{seatsLeft(seats)}</span>}
        onCancel={onClose}
      >
        Send Invitation
      </SubmitFoot>
    </Form>
  );
}

function tooManySentence(wanted: number, { used, limit }: Seats): string | null {
  if (wanted > MAX_ADDRESSES)
    return `You can invite up to ${MAX_ADDRESSES} people at once. Remove ${wanted - MAX_ADDRESSES} to continue.`;
  if (limit === null || wanted <= limit - used) return null;
  return `You have ${count(limit - used, 'seat')} left and entered ${count(wanted, 'address', 'addresses')}. Remove ${wanted - (limit - used)} to continue.`;
}

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
import { MoreSeats } from '../../billing/seats/MoreSeats';
import { seatsLeft, type Seats } from '../../billing/seats/seats-left';
import { inviteMany, type NewInvitation } from '../queries';
import { AddressChips } from './AddressChips';
import { ListInput } from './ListInput';
import { isTooLong, MessageField } from './MessageField';
import { NONE_REFUSED, refusedOf } from './refused-addresses';
import { useInvitees } from './use-invitees';

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
  const people = useInvitees();
  const { checked, sendable, setRefusals } = people;
  const [role, setRole] = useState<AssignableRole>('member');
  const [message, setMessage] = useState('');
  const { run, isPending, refusal, reset } = useAction(
    (invitations: readonly NewInvitation[]) => inviteMany(organizationId, invitations, message.trim()),
    (results, asked) => {
      const emails = asked.map(({ email }) => email);
      const refused = refusedOf(results, emails);
      setRefusals(refused);
      people.change((before) => before.filter(({ email }) => !emails.includes(email) || refused.has(email)));
      void refreshMembers(organizationId);
      if (refused.size < asked.length) showToast(`Sending ${count(asked.length - refused.size, 'invitation')}.`);
      if (refused.size === 0 && checked.length === asked.length && people.list.lines === '') onClose();
    },
  );
  useDraft(people.isDraft || message.trim() !== '');
  const tooMany = tooManySentence(sendable.length, seats);
  const isReady =
    sendable.length > 0 && tooMany === null && !isTooLong(message) && !checked.some(({ isMistyped }) => isMistyped);
  const messageError = refusal?.fields.find(({ name }) => name === 'message')?.detail ?? null;
  const admins = sendable.filter((one) => (one.role ?? role) === 'admin').length;
  return (
    <Form
      noValidate
      onSubmit={() => {
        people.takeTyped();
        if (isReady && !isPending) run(sendable.map((one) => ({ email: one.email, role: one.role ?? role })));
      }}
    >
      <AddressChips
        invitees={people.chips}
        defaultRole={role}
        onChange={people.change}
        typed={people.typed}
        onType={people.setTyped}
        onList={people.addList}
      />
      <ListInput {...people.list} onLines={people.list.setLines} onList={people.addList} />
      <Choices
        label="Role"
        options={ROLES}
        value={role}
        onChange={(next) => {
          setRole(next);
          // An address refused for one role may be allowed for another.
          setRefusals(NONE_REFUSED);
        }}
      />
      {(role === 'admin' || admins > 0) && <ManyAdminsHint more={admins} />}
      <MessageField
        value={message}
        onChange={(next) => {
          setMessage(next);
          reset();
        }}
        error={messageError}
      />
      {tooMany !== null && <TooMany sentence={tooMany} seats={seats} />}
      {refusal && messageError === null && <Notice refusal={refusal} />}
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

/** Fewer people or more seats are needed. The upgrade opens above this dialog, which keeps everything that was entered. */
function TooMany({ sentence, seats }: { readonly sentence: string; readonly seats: Seats }) {
  const [isAsking, setIsAsking] = useState(false);
  const isOfSeats = seats.limit !== null;
  return (
    <Hint
      variant="warn"
      action={isOfSeats ? <MoreSeats isAsking={isAsking} onAsk={setIsAsking} variant="default" /> : null}
    >
      {sentence}
    </Hint>
  );
}

function tooManySentence(wanted: number, { used, limit }: Seats): string | null {
  if (wanted > MAX_ADDRESSES)
    return `You can invite up to ${MAX_ADDRESSES} people at once. Remove ${wanted - MAX_ADDRESSES} to continue.`;
  if (limit === null || wanted <= limit - used) return null;
  const left = Math.max(0, limit - used);
  return `You have ${count(left, 'seat')} left and entered ${count(wanted, 'address', 'addresses')}. Remove ${wanted - left} or get more seats to continue.`;
}

import { useState } from 'react';
import type { Refusal } from '../../../problem/problem';
import { emailLink } from '../../../shared/caught-emails';
import { ManyAdminsHint } from '../../../shared/ManyAdminsHint';
import { refreshMembers } from '../../../shared/refresh';
import { ROLE_HINTS, ROLE_NAMES, type AssignableRole } from '../../../shared/roles';
import { useOrganizationId } from '../../../shared/use-organization';
import { Choices } from '../../../ui/form/Choices';
import { Form } from '../../../ui/form/Form';
import { SubmitFoot } from '../../../ui/dialog/Modal';
import { Hint, Notice } from '../../../ui/feedback/Notice';
import { Progress } from '../../../ui/feedback/Progress';
import { count } from '../../../ui/format/count';
import { showToast } from '../../../ui/feedback/toast-store';
import { useAction } from '../../../ui/feedback/use-action';
import { useDraft } from '../../../ui/dialog/use-draft';
import { MoreSeats } from '../../billing/seats/MoreSeats';
import { seatsLeft, type Seats } from '../../billing/seats/seats-left';
import { BATCH_SIZE, inviteMany, type NewInvitation } from '../queries';
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
  const [sending, setSending] = useState<{ readonly sent: number; readonly of: number } | null>(null);
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const { run, isPending, refusal, reset } = useAction(
    (invitations: readonly NewInvitation[]) =>
      inviteMany(organizationId, invitations, message.trim(), (sent) => {
        setSending({ sent, of: invitations.length });
      }),
    ({ results, stoppedBy }, asked) => {
      const emails = asked.slice(0, results.length).map(({ email }) => email);
      const refused = refusedOf(results, emails);
      setRefusals(refused);
      people.change((before) => before.filter(({ email }) => !emails.includes(email) || refused.has(email)));
      void refreshMembers(organizationId);
      const sent = emails.length - refused.size;
      if (sent > 0)
        showToast(`Sending ${count(sent, 'invitation')}.`, emailLink(emails.filter((email) => !refused.has(email))));
      setStopped(stoppedBy && { by: stoppedBy, sent: emails.length, of: asked.length });
      if (sent === asked.length && checked.length === asked.length && people.list.lines === '') onClose();
    },
  );
  useDraft(people.isDraft || message.trim() !== '');
  const tooMany = tooManySentence(sendable.length, seats);
  const missing = missingIn(people);
  // Too many people and too long a message are explained at their fields.
  const isReady = missing === null && tooMany === null && !isTooLong(message);
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
        unsendable={people.unsendable}
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
      {stopped && !isPending && <StoppedNotice stopped={stopped} />}
      {isPending && sending && sending.of > BATCH_SIZE && (
        <Progress label="Sending invitations" finished={sending.sent} total={sending.of} />
      )}
      <SubmitFoot
        isDisabled={!isReady}
        missing={missing}
        isPending={isPending}
        note={seatsLeft(seats)}
        onCancel={onClose}
      >
        Send Invitation
      </SubmitFoot>
    </Form>
  );
}

/** What is still to be done about the addresses; null: nothing. */
function missingIn({ checked, sendable }: ReturnType<typeof useInvitees>): string | null {
  if (checked.length === 0) return 'Enter an email address.';
  const mistyped = checked.filter(({ isMistyped }) => isMistyped).length;
  if (mistyped === 1) return 'Correct or remove the invalid address.';
  if (mistyped > 1) return `Correct or remove the ${mistyped} invalid addresses.`;
  return sendable.length === 0 ? 'Enter an address that can be invited.' : null;
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

interface Stopped {
  readonly by: Refusal;
  readonly sent: number;
  readonly of: number;
}

/** A batch failed: what was sent before it, and that the others are still there. */
function StoppedNotice({ stopped: { by, sent, of } }: { readonly stopped: Stopped }) {
  return (
    <div role="alert">
      <Hint variant="warn">
        {sent.toLocaleString()} of {of.toLocaleString()} were processed. {by.message} The other{' '}
        {(of - sent).toLocaleString()} are still listed above: send them again.
      </Hint>
    </div>
  );
}

function tooManySentence(wanted: number, { used, limit }: Seats): string | null {
  if (limit === null || wanted <= limit - used) return null;
  const left = Math.max(0, limit - used);
  return `You have ${count(left, 'seat')} left and entered ${count(wanted, 'address', 'addresses')}. Remove ${wanted - left} or get more seats to continue.`;
}

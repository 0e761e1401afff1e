import { useState } from 'react';
import { splitAddresses } from './addresses';
import { checkInvitees, toBeInvited } from './checked-invitees';
import { addInvitees, readInviteeList, type BadLine, type Invitee } from './invitees';
import { NONE_REFUSED, type Refusals } from './refused-addresses';
import { useKnownPeople } from './use-known-people';

const NO_LINES: readonly BadLine[] = [];

/** The people that the dialog is to invite: chips, typed text that is not a chip yet, and lines of a list that could not be read. */
export function useInvitees() {
  const [invitees, setInvitees] = useState<readonly Invitee[]>([]);
  const [typed, setTyped] = useState('');
  const [lines, setLines] = useState('');
  const [badLines, setBadLines] = useState(NO_LINES);
  const [refusals, setRefusals] = useState<Refusals>(NONE_REFUSED);
  // Typed text that is not a chip yet counts as well.
  const all = addInvitees(
    invitees,
    splitAddresses(typed).map((email) => ({ email, role: null })),
  );
  const known = useKnownPeople(invitees.map(({ email }) => email));
  const chips = checkInvitees(invitees, known, refusals);
  const checked = checkInvitees(all, known, refusals);
  const sendable = toBeInvited(checked, refusals);
  const willBeSent = new Set(sendable.map(({ email }) => email));
  return {
    chips,
    checked,
    sendable,
    /** The addresses among the chips that will not be invited. */
    unsendable: chips.map(({ email }) => email).filter((email) => !willBeSent.has(email)),
    typed,
    setTyped,
    change: setInvitees,
    list: { lines, badLines, setLines },
    /** Adds the people of a list with roles; lines that cannot be read are kept. */
    addList: (text: string) => {
      const read = readInviteeList(text);
      setInvitees((before) => addInvitees(before, read.invitees));
      setBadLines(read.badLines);
      setLines(read.badLines.map((bad) => bad.text).join('\n'));
    },
    /** Makes chips of the typed text. */
    takeTyped: () => {
      setInvitees(all);
      setTyped('');
    },
    setRefusals,
    isDraft: all.length > 0 || typed.trim() !== '' || lines !== '',
  };
}

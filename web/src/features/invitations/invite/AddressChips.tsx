import { useId, useRef, useState } from 'react';
import type { AssignableRole } from '../../../shared/roles';
import { endsAnAddress, splitAddresses } from './addresses';
import type { CheckedInvitee } from './checked-invitees';
import { atDomain } from './domain-typos';
import { InviteeChip } from './InviteeChip';
import { addInvitees, isInviteeList, type Invitee } from './invitees';
import { RemoveUnsendable } from './RemoveUnsendable';

interface AddressChipsProps {
  readonly invitees: readonly CheckedInvitee[];
  /** The addresses among them that cannot be invited. */
  readonly unsendable: readonly string[];
  readonly defaultRole: AssignableRole;
  readonly onChange: (change: (before: readonly Invitee[]) => Invitee[]) => void;
  /** The typed text that is not a chip yet. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Called with a pasted list that has roles. */
  readonly onList: (text: string) => void;
}

/** Several people, each a chip once the address is complete: by comma, space, Enter, or pasted lines. */
export function AddressChips(props: AddressChipsProps) {
  const { invitees, unsendable, defaultRole, onChange, typed, onType, onList } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [removed, setRemoved] = useState('');
  const take = (text: string) => {
    const more = splitAddresses(text).map((email) => ({ email, role: null }));
    onChange((before) => addInvitees(before, more));
    onType('');
  };
  const drop = (addresses: readonly string[]) => {
    onChange((before) => before.filter(({ email }) => !addresses.includes(email)));
    setRemoved(`${addresses.join(', ')} removed`);
    input.current?.focus();
  };
  const replace = (address: string, change: Partial<Invitee>) => {
    onChange((before) => before.map((one) => (one.email === address ? { ...one, ...change } : one)));
  };
  const hasProblems = invitees.some(({ problem }) => problem !== null);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Email address
      </label>
      <div className="chips">
        <ul className="chips__list" aria-label="Addresses to invite">
          {invitees.map((invitee) => (
            <InviteeChip
              key={invitee.email}
              invitee={invitee}
              defaultRole={defaultRole}
              onRole={(role) => {
                replace(invitee.email, { role });
              }}
              onRemove={() => {
                drop([invitee.email]);
              }}
            />
          ))}
        </ul>
        <input
          id={id}
          ref={input}
          className="input"
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={typed}
          aria-describedby={`${id}-hint${hasProblems ? ` ${id}-problems` : ''}`}
          aria-invalid={hasProblems}
          placeholder={invitees.length === 0 ? 'grace@example.com' : ''}
          onChange={({ target }) => {
            if (endsAnAddress(target.value)) take(target.value);
            else onType(target.value);
          }}
          onPaste={(event) => {
            // An input removes line breaks before its change event, and two addresses would become one.
            event.preventDefault();
            const text = event.clipboardData.getData('text');
            if (isInviteeList(text)) onList(text);
            else take(`${typed}${text}`);
          }}
          onBlur={() => {
            if (typed.trim() !== '') take(typed);
          }}
          onKeyDown={(event) => {
            const last = invitees.at(-1);
            if (event.key === 'Enter' && typed.trim() !== '') {
              event.preventDefault();
              take(typed);
            } else if (event.key === 'Backspace' && typed === '' && last !== undefined) drop([last.email]);
          }}
        />
      </div>
      <span className="field__hint" id={`${id}-hint`}>
        Separate several addresses with commas, spaces or line breaks, or paste a list with the columns email and role.
      </span>
      <ul id={`${id}-problems`} aria-live="polite">
        {invitees.map(({ email, problem, likelyDomain }) => (
          <AddressNote
            key={email}
            problem={problem}
            likelyDomain={likelyDomain}
            onCorrect={(domain) => {
              replace(email, { email: atDomain(email, domain) });
              input.current?.focus();
            }}
            email={email}
          />
        ))}
      </ul>
      <RemoveUnsendable
        number={unsendable.length}
        onRemove={() => {
          drop(unsendable);
        }}
      />
      <span className="visually-hidden" role="status">
        {removed}
      </span>
    </div>
  );
}

interface AddressNoteProps extends Pick<CheckedInvitee, 'email' | 'problem' | 'likelyDomain'> {
  readonly onCorrect: (domain: string) => void;
}

/** What is wrong with an address, or what was probably meant. */
function AddressNote({ email, problem, likelyDomain, onCorrect }: AddressNoteProps) {
  if (problem !== null) return <li className="field__error">{problem}</li>;
  if (likelyDomain === null) return null;
  return (
    <li className="field__hint">
      {email}:{' '}
      <button
        type="button"
        className="link-button"
        onClick={() => {
          onCorrect(likelyDomain);
        }}
      >
        Did you mean {likelyDomain}?
      </button>
    </li>
  );
}

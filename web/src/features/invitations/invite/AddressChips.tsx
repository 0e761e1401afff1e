import { X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { addAddresses, endsAnAddress, looksLikeAnAddress, splitAddresses } from './addresses';
import type { Refusals } from './refused-addresses';

interface AddressChipsProps {
  readonly addresses: readonly string[];
  readonly onChange: (addresses: string[]) => void;
  /** The typed text that is not a chip yet. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** The addresses that the service has refused. */
  readonly refusals: Refusals;
}

/** Several addresses, each a chip once it is complete: by comma, space, Enter, or pasted lines. */
export function AddressChips({ addresses, onChange, typed, onType, refusals }: AddressChipsProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [removed, setRemoved] = useState('');
  const take = (text: string) => {
    onChange(addAddresses(addresses, splitAddresses(text)));
    onType('');
  };
  const drop = (address: string) => {
    onChange(addresses.filter((one) => one !== address));
    setRemoved(`${address} removed`);
    input.current?.focus();
  };
  const problems = addresses.flatMap((address) => {
    const problem = problemOf(address, refusals);
    return problem === null ? [] : [{ address, problem }];
  });
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Email address
      </label>
      <div className="chips">
        <ul className="chips__list" aria-label="Addresses to invite">
          {addresses.map((address) => (
            <Chip
              key={address}
              address={address}
              isWrong={problemOf(address, refusals) !== null}
              onRemove={() => {
                drop(address);
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
          aria-describedby={`${id}-hint${problems.length > 0 ? ` ${id}-problems` : ''}`}
          aria-invalid={problems.length > 0}
          placeholder={addresses.length === 0 ? 'grace@example.com' : ''}
          onChange={({ target }) => {
            if (endsAnAddress(target.value)) take(target.value);
            else onType(target.value);
          }}
          onPaste={(event) => {
            // An input removes line breaks before its change event, and two addresses would become one.
            event.preventDefault();
            take(`${typed}${event.clipboardData.getData('text')}`);
          }}
          onBlur={() => {
            if (typed.trim() !== '') take(typed);
          }}
          onKeyDown={(event) => {
            const last = addresses.at(-1);
            if (event.key === 'Enter' && typed.trim() !== '') {
              event.preventDefault();
              take(typed);
            } else if (event.key === 'Backspace' && typed === '' && last !== undefined) drop(last);
          }}
        />
      </div>
      <span className="field__hint" id={`${id}-hint`}>
        Separate several addresses with commas, spaces or line breaks.
      </span>
      <ul id={`${id}-problems`} aria-live="polite">
        {problems.map(({ address, problem }) => (
          <li key={address} className="field__error">
            {problem.startsWith(address) ? problem : `${address}: ${problem}`}
          </li>
        ))}
      </ul>
      <span className="visually-hidden" role="status">
        {removed}
      </span>
    </div>
  );
}

interface ChipProps {
  readonly address: string;
  readonly isWrong: boolean;
  readonly onRemove: () => void;
}

function Chip({ address, isWrong, onRemove }: ChipProps) {
  return (
    <li className={isWrong ? 'chip chip--wrong' : 'chip'}>
      <span className="truncate">{address}</span>
      <button type="button" className="chip__remove" aria-label={`Remove ${address}`} onClick={onRemove}>
        <X size={14} aria-hidden />
      </button>
    </li>
  );
}

function problemOf(address: string, refusals: Refusals): string | null {
  if (!looksLikeAnAddress(address)) return `${address} isn’t a valid email address.`;
  return refusals.get(address)?.reason ?? null;
}

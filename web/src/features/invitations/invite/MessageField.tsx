import { useEffect, useId, useRef } from 'react';

/** The service accepts so many characters. */
const MAX_LENGTH = 500;

interface MessageFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Why the service has refused it. */
  readonly error: string | null;
}

/** The inviter's own words, with how many characters of the most are used. */
export function MessageField({ value, onChange, error }: MessageFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (error !== null) field.current?.focus();
  }, [error]);
  const problem = isTooLong(value) ? `Use at most ${MAX_LENGTH} characters.` : error;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Personal message (optional)
      </label>
      <textarea
        id={id}
        ref={field}
        className="input input--lines"
        rows={3}
        value={value}
        aria-describedby={`${id}-count${problem === null ? '' : ` ${id}-problem`}`}
        aria-invalid={problem !== null}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
      <span className="field__hint figures" id={`${id}-count`}>
        {lengthOf(value)} of {MAX_LENGTH} characters. Plain text without web addresses.
      </span>
      <span className="field__error" id={`${id}-problem`} role="alert">
        {problem}
      </span>
    </div>
  );
}

/** Whether the service would refuse it for its length. */
export function isTooLong(message: string): boolean {
  return lengthOf(message) > MAX_LENGTH;
}

/** In code points, as the service counts. */
function lengthOf(message: string): number {
  return Array.from(message).length;
}

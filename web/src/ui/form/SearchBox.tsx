import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { DEBOUNCE_MS } from './use-debounced';

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  /** The current search text; it is in the URL. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** The search of a list: it is applied while typing, and follows the URL. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // The URL was changed by the back button or a link.
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const search = useEffectEvent(onChange);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => {
      search(typed.trim());
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, value]);
  return (
    <div className="search">
      <Search size={16} aria-hidden />
      <input
        ref={field}
        type="search"
        className="input"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.preventDefault();
          setTyped('');
        }}
      />
      {typed !== '' && (
        <button
          type="button"
          className="button button--plain button--icon button--small"
          aria-label="Clear search"
          // The keyboard has Escape.
          tabIndex={-1}
          onClick={() => {
            setTyped('');
            field.current?.focus();
          }}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}

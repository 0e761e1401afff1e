import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
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
    <SearchField className="search" aria-label={label} value={typed} onChange={setTyped}>
      <Search size={16} aria-hidden />
      <Input className="input" placeholder={placeholder} />
      {typed !== '' && (
        <Button className="button button--plain button--icon button--small" aria-label="Clear search">
          <X size={14} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}

import { ChevronDown } from 'lucide-react';
import { use, type KeyboardEvent } from 'react';
import { Button as AriaButton, ComboBoxStateContext, Input } from 'react-aria-components';
import { removeErrorOnInput } from './remove-error-on-input';

interface ComboInputProps {
  readonly placeholder?: string;
  /** The typed text is only a search: closing the dialog loses nothing. */
  readonly isSearch?: boolean;
}

/**
 * The input of a combobox with its button. Escape closes the open suggestions and nothing else (WAI-ARIA combobox pattern); without
 * this, React Aria passes the key on to the dialog around it whenever the field is empty or has a value.
 */
export function ComboInput({ isSearch = false, ...props }: ComboInputProps) {
  const state = use(ComboBoxStateContext);
  const closeSuggestions = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !state?.isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    state.revert();
  };
  return (
    <div className="combo" onKeyDownCapture={closeSuggestions} {...(isSearch ? { 'data-no-draft': true } : {})}>
      <Input
        className="input"
        {...props}
        onInput={removeErrorOnInput}
        onClick={() => {
          // All of them, whatever the field says: it has a value, which nothing else would match.
          state?.open(null, 'manual');
        }}
      />
      <AriaButton className="button button--plain button--icon button--small">
        <ChevronDown size={16} aria-hidden />
      </AriaButton>
    </div>
  );
}

import { useState, type FocusEvent } from 'react';
import type { ButtonProps } from 'react-aria-components';

type Disableable = Pick<ButtonProps, 'isDisabled' | 'onFocus' | 'onBlur' | 'onPress' | 'type'>;

/**
 * What a button gets in addition, so that it does not lose the focus when it is disabled: a browser takes the focus away from what
 * is `disabled`, and the keyboard would start at the top of the page again. While the button has the focus it is `aria-disabled`
 * instead, and does nothing; once the focus has moved on, it is disabled as usual.
 */
export function useFocusKept({ isDisabled = false, onFocus, onBlur, onPress, type }: Disableable) {
  const [hasFocus, setHasFocus] = useState(false);
  const isKept = isDisabled && hasFocus;
  return {
    isDisabled: isDisabled && !isKept,
    ...(isKept ? { 'aria-disabled': true } : {}),
    // As a submit button it would still send its form.
    type: isKept ? ('button' as const) : (type ?? 'button'),
    onPress: isKept ? doNothing : (onPress ?? doNothing),
    onFocus: (event: FocusEvent) => {
      setHasFocus(true);
      onFocus?.(event);
    },
    onBlur: (event: FocusEvent) => {
      // Another window has the focus: it comes back to the same element.
      if (document.activeElement !== event.target) setHasFocus(false);
      onBlur?.(event);
    },
  };
}

function doNothing(): void {
  // The press is only swallowed.
}

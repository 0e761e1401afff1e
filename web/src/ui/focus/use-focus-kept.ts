import { useState, type FocusEvent } from 'react';
import type { ButtonProps } from 'react-aria-components';

type Disableable = Pick<ButtonProps, 'isDisabled' | 'onFocus' | 'onBlur' | 'onPress' | 'type'>;

/**
 * Props of a button that keeps the focus when it is disabled: a browser removes the focus from a `disabled` element, and the
 * keyboard would start at the top of the page again. While the button has the focus it is `aria-disabled` instead, and does
 * nothing; once the focus has moved, it is disabled as usual.
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
  // A press on the disabled button has no effect.
}

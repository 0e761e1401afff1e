import type { FormEvent } from 'react';

/**
 * Removes a field's error with the first letter that is typed. By itself, React Aria does so at the event `change`, which the
 * browser sends when the focus leaves: the button below would then move away from the pointer that presses it.
 */
export function removeErrorOnInput({ currentTarget }: FormEvent<HTMLInputElement>): void {
  if (currentTarget.getAttribute('aria-invalid') === null) return;
  currentTarget.dispatchEvent(new Event('change', { bubbles: true }));
}

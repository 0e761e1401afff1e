import { useEffect } from 'react';
import { productName } from './product';

/** Sets the title of the tab; it includes the organization, so that two tabs can be distinguished. */
export function useTitle(...parts: readonly string[]): void {
  const title = [...parts, productName()].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

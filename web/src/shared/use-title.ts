import { useEffect } from 'react';

/** Sets the title of the tab; it includes the organization, so that two tabs can be distinguished. */
export function useTitle(...parts: readonly string[]): void {
  const title = [...parts, 'Organization Management'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

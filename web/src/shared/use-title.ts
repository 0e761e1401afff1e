import { useEffect } from 'react';

/** The tab's title; it names the organization, so that two tabs are told apart. */
export function useTitle(...parts: readonly string[]): void {
  const title = [...parts, 'Organization Management'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

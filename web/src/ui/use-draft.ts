import { createContext, use, useEffect, type RefObject } from 'react';

/** What a dialog asks at the moment it is closed; {@link useDraft} sets it. */
export const DraftContext = createContext<RefObject<boolean> | null>(null);

/** Tells the dialog around that something would be lost with it which is not in one of its fields, such as chips. */
export function useDraft(isDraft: boolean): void {
  const draftRef = use(DraftContext);
  useEffect(() => {
    if (!draftRef) return;
    draftRef.current = isDraft;
    return () => {
      draftRef.current = false;
    };
  }, [draftRef, isDraft]);
}

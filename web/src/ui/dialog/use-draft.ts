import { createContext, use, useEffect, type RefObject } from 'react';

/** Read by a dialog when it is closed; {@link useDraft} sets it. */
export const DraftContext = createContext<RefObject<boolean> | null>(null);

/** Tells the surrounding dialog that closing it would lose something outside of its text fields, such as chips. */
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

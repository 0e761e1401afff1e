import { useEffect, useRef } from 'react';
import { queryClient } from '../../../api/query-client';
import { useShowTab } from '../use-member-search';

/**
 * Shows the invitations once some were sent and the dialog is closed. The dialog may stay open for addresses that were refused, and
 * be closed by "Cancel".
 */
export function useShowSent() {
  const showTab = useShowTab();
  const state = useRef({ isOpen: false, hasSent: false });
  useEffect(
    () =>
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || !hasInvitation(event.action.data)) return;
        // The dialog closes before its change counts as done.
        if (state.current.isOpen) state.current.hasSent = true;
        else showTab({ tab: 'invitations' });
      }),
    [showTab],
  );
  return {
    start: () => {
      state.current = { isOpen: true, hasSent: false };
    },
    end: () => {
      const { hasSent } = state.current;
      state.current = { isOpen: false, hasSent: false };
      if (hasSent) showTab({ tab: 'invitations' });
    },
  };
}

/** Whether a change answered with the outcomes of invitations, of which one was sent. */
function hasInvitation(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || !('results' in data) || !Array.isArray(data.results)) return false;
  return data.results.some((one: unknown) => typeof one === 'object' && one !== null && 'invitation' in one);
}

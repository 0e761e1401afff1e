import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { focusPage } from '../ui/focus/focus-heading';
import { hideRefusals } from '../ui/feedback/toast-store';

/**
 * Around every page: after a step to another one, the focus goes to its heading, and what was refused on the page before is no longer
 * shown. It is around the frame, since the frame itself is mounted again by a switch to another organization. A changed filter in
 * the address is not another page, and the first page does not take the focus.
 */
export function FocusOnNavigation() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        hideRefusals();
        // A field of the new page that asks for the focus keeps it.
        if (!document.activeElement?.matches('main :is(input, textarea, select)')) focusPage();
      }),
    [router],
  );
  return <Outlet />;
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Fragment, useEffect, useState } from 'react';
import { removeQueriesOfOtherOrganizations } from '../api/query-client';
import { setLastOrganization } from '../shared/last-organization';
import { meQuery } from '../shared/organization-queries';
import { useOrganization } from '../shared/use-organization';
import { lazyDialog } from '../ui/loading/lazy';
import { AttentionBar } from './AttentionBar';
import { Sidebar } from './Sidebar';
import { TopBar } from './TopBar';
import { InFrame } from './in-frame';
import { useLiveUpdates } from './live/use-live-updates';
import { useIsNarrow } from './use-is-narrow';
import { useSelectorKeys } from './use-selector-keys';

const Drawer = lazyDialog(async () => (await import('./Drawer')).Drawer);

/** The layout of every page of an organization: the organization selector, the sidebar, the signed-in person. */
export function Frame() {
  const { id } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery);
  useLiveUpdates(id, me.id);
  const { pathname } = useLocation();
  // The path on which it was opened: navigating to another page closes it.
  const [drawerOn, setDrawerOn] = useState<string | null>(null);
  const selector = useSelectorKeys();
  const isNarrow = useIsNarrow();
  // After a switch nothing of the previous organization is kept.
  useEffect(() => {
    removeQueriesOfOtherOrganizations(id);
    setLastOrganization(id);
  }, [id]);
  return (
    <div className="frame">
      <a href="#page" className="skip">
        Skip to main content
      </a>
      {isNarrow && (
        <TopBar
          selector={selector}
          onOpenNavigation={() => {
            setDrawerOn(pathname);
          }}
        />
      )}
      <aside className="frame__side" aria-label="Sidebar">
        {/* Not shown on a narrow screen, where the keys open the list of the top bar. */}
        <Sidebar selector={{ ...selector, isOpen: selector.isOpen && !isNarrow }} />
      </aside>
      {drawerOn === pathname && (
        <Drawer
          onClose={() => {
            setDrawerOn(null);
          }}
        />
      )}
      <main id="page" tabIndex={-1}>
        <AttentionBar />
        {/* Mounted again for another organization: text typed in one is not kept for the other. */}
        <Fragment key={id}>
          <InFrame value>
            <Outlet />
          </InFrame>
        </Fragment>
      </main>
    </div>
  );
}

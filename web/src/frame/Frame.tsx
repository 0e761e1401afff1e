import { Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useIsSignedIn } from '../api/session';
import { useOrganization } from '../api/use-organization';
import { IconButton } from '../ui/Button';
import { Sidebar } from './Sidebar';
import { useSwitcherKeys } from './use-switcher-keys';

/** What stands around every page of an organization: the selector, the sidebar, the person. */
export function Frame() {
  const { name } = useOrganization();
  const { pathname } = useLocation();
  // Open on the page on which it was opened: a step to another one closes it.
  const [drawerOn, setDrawerOn] = useState<string | null>(null);
  const switcher = useSwitcherKeys();
  useLeaveWhenSignedOut();
  const main = useFocusOnArrival();
  return (
    <div className="frame">
      <a href="#page" className="skip">
        Skip to the page
      </a>
      <header className="frame__top">
        <IconButton
          label="Open navigation"
          onPress={() => {
            setDrawerOn(pathname);
          }}
        >
          <MenuIcon size={20} aria-hidden />
        </IconButton>
        <span className="strong cut">{name}</span>
      </header>
      <aside className="frame__side" aria-label="Sidebar">
        <Sidebar switcher={switcher} />
      </aside>
      <ModalOverlay
        className="drawer-veil"
        isOpen={drawerOn === pathname}
        onOpenChange={(isOpen) => {
          setDrawerOn(isOpen ? pathname : null);
        }}
        isDismissable
      >
        <Modal className="drawer">
          <Dialog className="dialog" aria-label="Navigation">
            <Sidebar />
          </Dialog>
        </Modal>
      </ModalOverlay>
      <main id="page" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
    </div>
  );
}

/** Where a token has ended, in this tab or at the service, the sign-in follows and leads back. */
function useLeaveWhenSignedOut(): void {
  const isSignedIn = useIsSignedIn();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    if (!isSignedIn) void navigate({ to: '/sign-in', search: { to: router.state.location.href }, replace: true });
  }, [isSignedIn, navigate, router]);
}

/** After a step to another page, the keyboard goes on there; a changed filter is no other page. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return main;
}

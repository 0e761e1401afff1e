import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { isTyping, SECOND_KEY_MS } from '../typing';
import { areSingleKeysOn } from './browser-settings';
import { currentOverlay, openOverlay } from './overlays';
import { PAGES } from './pages';
import type { Reader } from './use-reader';

/** The keys of the console: Ctrl or Cmd with K anywhere, single keys where nothing else takes them. */
export function useShortcutKeys({ organizationId, isInOrganization, may }: Reader): void {
  const navigate = useNavigate();
  const openPage = (key: string) => {
    const page = PAGES.find((one) => one.key === key);
    if (!page || organizationId === null || ('permission' in page && !may(page.permission))) return false;
    void navigate({ to: page.to, params: { organizationId } });
    return true;
  };
  const pressSingle = useEffectEvent((key: string, isAfterG: boolean): boolean => {
    if (isAfterG) return openPage(key);
    if (key === '?') openOverlay('keys');
    else if (key === '/') return focusSearch();
    else if (key === 'i' && isInOrganization && may('members:manage')) openOverlay('invite');
    else return false;
    return true;
  });
  useEffect(() => {
    let gAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (isMenuKey(event)) {
        if (toggleMenu()) event.preventDefault();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areSingleKeysOn()) return;
      const isAfterG = event.timeStamp - gAt < SECOND_KEY_MS;
      gAt = event.key === 'g' && !isAfterG ? event.timeStamp : -Infinity;
      if (pressSingle(event.key, isAfterG)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

function isMenuKey(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === 'k' && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
}

const OTHER_DIALOG = '[role="alertdialog"], [role="dialog"]:not(.side-panel *, .drawer *)';

/** Another dialog keeps the keyboard, since what was typed in it would be lost; a panel beside the page only shows something. */
function toggleMenu(): boolean {
  if (currentOverlay() === 'menu') openOverlay(null);
  else if (document.querySelector(OTHER_DIALOG)) return false;
  else openOverlay('menu');
  return true;
}

/** Focuses the first search field of the page, if it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main :is(input[type="search"], [role="searchbox"])');
  field?.focus();
  field?.select();
  return field !== null;
}

import type { Query } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setLive } from '../../api/live-state';
import { organizationKey, queryClient, reloadLostAccess } from '../../api/query-client';
import { meQuery } from '../../shared/organization-queries';
import { hasDialog } from '../../ui/dialog/has-dialog';
import { LiveConnection } from './live-connection';
import type { LiveMessage } from './live-messages';
import { isAboutPerson, LIVE_TOPICS, queriesOf } from './topics';

/** A list of more pages is not reloaded by itself: that would be one call after the other. */
const FEW_PAGES = 5;

/** Keeps the lists of the organization up to date while the page is open. */
export function useLiveUpdates(organizationId: string, personId: string): void {
  useEffect(() => {
    const connection = new LiveConnection(organizationId, personId, (message) => {
      handle(organizationId, message);
    });
    return () => {
      connection.close();
      setLive(false);
    };
  }, [organizationId, personId]);
}

function handle(organizationId: string, message: LiveMessage): void {
  switch (message.kind) {
    case 'connected':
      setLive(true);
      return;
    case 'disconnected':
      setLive(false);
      return;
    case 'refused':
      reloadLostAccess();
      return;
    case 'changed':
      reload(organizationId, message.topic);
      return;
    case 'reload':
      for (const topic of LIVE_TOPICS) reload(organizationId, topic);
  }
}

/** What is shown is loaded again, everything else when it is shown again. */
function reload(organizationId: string, topic: string): void {
  for (const part of queriesOf(topic)) {
    const queryKey = organizationKey(organizationId, ...part);
    void queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
    if (canReloadNow(topic)) void queryClient.refetchQueries({ queryKey, type: 'active', predicate: isShort });
  }
  if (isAboutPerson(topic)) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}

/** A tab in the background loads it when it is shown. A dialog of a page that a new role closes would be lost with its text. */
function canReloadNow(topic: string): boolean {
  return !document.hidden && !(topic === 'permissions' && hasDialog());
}

function isShort({ state }: Query): boolean {
  const pages = (state.data as { readonly pages?: readonly unknown[] } | undefined)?.pages;
  return pages === undefined || pages.length <= FEW_PAGES;
}

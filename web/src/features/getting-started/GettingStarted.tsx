import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../shared/organization-queries';
import { useMay, useOrganization } from '../../shared/use-organization';
import { lazyPart } from '../../ui/loading/lazy';
import { hide, isHidden } from './hidden';

/** Only new organizations need them. */
const Steps = lazyPart(async () => (await import('./Steps')).Steps, 200);

/** After this, an organization without a logo or a target has none on purpose. */
const NEW_FOR_MS = 30 * 24 * 3_600_000;

interface GettingStartedProps {
  /** Opens the dialog that invites people. */
  readonly onInvite: () => void;
}

/** What to do first in a new organization, for owner and admins, until it is done or dismissed. */
export function GettingStarted({ onInvite }: GettingStartedProps) {
  const { id, createdAt } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery);
  const may = useMay();
  // Compared once: the steps do not disappear while they are read.
  const [isNew] = useState(() => Date.now() - Date.parse(createdAt) < NEW_FOR_MS);
  const [isDismissed, setIsDismissed] = useState(() => isHidden(me.id, id));
  if (!isNew || isDismissed || !may('settings:manage')) return null;
  return (
    <Steps
      onInvite={onInvite}
      onDone={() => {
        hide(me.id, id);
      }}
      onDismiss={() => {
        hide(me.id, id);
        setIsDismissed(true);
      }}
    />
  );
}

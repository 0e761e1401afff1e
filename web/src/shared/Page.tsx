import type { ReactNode } from 'react';
import { useOrganization } from './use-organization';
import { NeedsRole } from './NeedsRole';
import { useTitle } from './use-title';

interface PageProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead: ReactNode;
  /** At the other end of the head: the page's action. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the organization; the tab's title names both. */
export function Page({ title, lead, action, children }: PageProps) {
  useTitle(title, useOrganization().name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>{title}</h1>
          <p className="quiet">{lead}</p>
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}

interface RestrictedProps {
  /** Whom the role has to be. */
  readonly who: 'admin' | 'owner';
  /** What they do here. */
  readonly children: ReactNode;
  readonly label?: string;
}

/** In the place of what one's role does not open: what it is, and whom it needs. */
export function Restricted({ who, label, children }: RestrictedProps) {
  return (
    <section className="card empty" {...(label === undefined ? {} : { 'aria-label': label })}>
      <p>{children}</p>
      <NeedsRole who={who} />
    </section>
  );
}

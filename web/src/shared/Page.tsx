import type { ReactNode } from 'react';
import { NeedsRole } from './NeedsRole';
import { useOrganization } from './use-organization';
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

interface RestrictedPageProps extends PageProps {
  /** Whether the person's role includes the page. */
  readonly isAllowed: boolean;
  /** Shown to others, with the role that is needed. */
  readonly reason: ReactNode;
}

/** A page for owner and admins: others see why it is not shown, and no action. */
export function RestrictedPage({ isAllowed, reason, action, children, ...props }: RestrictedPageProps) {
  return (
    <Page {...props} {...(isAllowed ? { action } : {})}>
      {isAllowed ? children : <Restricted who="admin">{reason}</Restricted>}
    </Page>
  );
}

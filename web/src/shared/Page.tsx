import type { ReactNode } from 'react';
import { NeedsRole } from './NeedsRole';
import { useOrganization } from './use-organization';
import { useTitle } from './use-title';

interface PageProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead: ReactNode;
  /** The page's action, at the other end of the head. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the organization; the title of the tab has both names. */
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
  /** The role that is needed. */
  readonly who: 'owner' | 'admin' | 'member';
  /** What that role can do here. */
  readonly children: ReactNode;
  readonly label?: string;
}

/** Shown in place of a page or section that the person's role does not include. */
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
  /** The role that is needed; otherwise that of an admin. */
  readonly who?: RestrictedProps['who'];
}

/** A page that not every role includes: others see why it is not shown, and no action. */
export function RestrictedPage({ isAllowed, reason, who = 'admin', action, children, ...props }: RestrictedPageProps) {
  return (
    <Page {...props} {...(isAllowed ? { action } : {})}>
      {isAllowed ? children : <Restricted who={who}>{reason}</Restricted>}
    </Page>
  );
}

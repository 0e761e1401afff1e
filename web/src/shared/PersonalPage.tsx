import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProductMark } from './ProductMark';
import { lastOrganizationOf } from './last-organization';
import { meQuery } from './organization-queries';

interface PersonalPageProps {
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

/** A page that belongs to no organization, with the way back to the one that was shown last. */
export function PersonalPage({ width = 'narrow', children }: PersonalPageProps) {
  return (
    <div className="personal">
      <a href="#page" className="skip">
        Skip to main content
      </a>
      <header className="personal__top">
        <ProductMark />
        <WayBack />
      </header>
      <main id="page" tabIndex={-1} className={`page page--${width}`}>
        {children}
      </main>
    </div>
  );
}

function WayBack() {
  const { data: me } = useSuspenseQuery(meQuery);
  const organization = lastOrganizationOf(me);
  return (
    <nav aria-label="Back">
      {organization ? (
        <Link
          to="/o/$organizationId"
          params={{ organizationId: organization.id }}
          className="button"
          aria-label={`Back to ${organization.name}`}
        >
          <ArrowLeft size={16} aria-hidden />
          <span className="truncate">
            Back<span className="way-back"> to {organization.name}</span>
          </span>
        </Link>
      ) : (
        <Link to="/welcome" className="button">
          <ArrowLeft size={16} aria-hidden />
          Back
        </Link>
      )}
    </nav>
  );
}

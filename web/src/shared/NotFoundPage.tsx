import { Link } from '@tanstack/react-router';
import { useTitle } from './use-title';

/** Shown for a URL that the console does not have. */
export function NotFoundPage() {
  useTitle('Page not found');
  return (
    <main className="standalone">
      <div className="standalone__card stack">
        <h1>Page not found</h1>
        <p className="quiet">Check the URL, or go back to your organization.</p>
        <Link to="/" className="button button--primary">
          Go to your organization
        </Link>
      </div>
    </main>
  );
}

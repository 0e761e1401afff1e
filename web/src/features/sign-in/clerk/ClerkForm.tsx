import { useEffect, useRef } from 'react';
import type { Clerk } from './load-clerk';
import './clerk-form.css';

/** The place of Clerk's form. A person without an account creates one in the same form. */
export function ClerkForm({ clerk }: { readonly clerk: Clerk }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (!node) return;
    // Back to this page, with the address that comes next: from here the signed-in person is sent on.
    const here = `${location.pathname}${location.search}`;
    clerk.mountSignIn(node, { routing: 'hash', forceRedirectUrl: here, signUpForceRedirectUrl: here });
    return () => clerk.unmountSignIn(node);
  }, [clerk]);
  // Clerk gives its place classes of its own.
  return (
    <div className="clerk-form">
      <div ref={place} />
    </div>
  );
}

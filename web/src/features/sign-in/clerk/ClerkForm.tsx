import { useEffect, useRef } from 'react';
import type { Clerk } from './load-clerk';
import './clerk-form.css';

/** Mounts Clerk's form. A person without an account creates one in the same form. */
export function ClerkForm({ clerk }: { readonly clerk: Clerk }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (!node) return;
    // Back to this page, whose URL has the next one: from here the signed-in person is redirected.
    const here = `${location.pathname}${location.search}`;
    clerk.mountSignIn(node, { routing: 'hash', forceRedirectUrl: here, signUpForceRedirectUrl: here });
    return () => clerk.unmountSignIn(node);
  }, [clerk]);
  // Clerk sets classes on the element.
  return (
    <div className="clerk-form">
      <div ref={place} />
    </div>
  );
}

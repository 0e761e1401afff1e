import { clerkOrigin } from '../config/formats/clerk-origin.js';

/**
 * The inline styles of Clerk's form, by the hashes of what they hold: elements that are empty, which its library fills by
 * script, and the blinking caret of its field for codes. `test/console/clerk.spec.ts` finds it when they change.
 */
const CLERK_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='",
];

/**
 * What the console's pages may load: what this service serves itself, and nothing inline. With Clerk they may also ask its
 * front-end API, the one host that the publishable key names; no script comes from there, as Clerk's library is part of ours.
 */
export function contentSecurityPolicy(publishableKey: string | null): string {
  return policyWith([], publishableKey === null ? null : clerkOrigin(publishableKey));
}

/** As {@link contentSecurityPolicy}, for the page with Clerk's form: its own inline styles count there, and no others. */
export function signInPolicy(publishableKey: string | null): string {
  const clerk = publishableKey === null ? null : clerkOrigin(publishableKey);
  return policyWith(clerk === null ? [] : CLERK_STYLES, clerk);
}

function policyWith(styles: readonly string[], clerk: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styles].join(' '),
    // A chosen logo is shown as a blob before it is sent.
    "img-src 'self' blob: data:",
    "font-src 'self'",
    clerk === null ? "connect-src 'self'" : `connect-src 'self' ${clerk}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

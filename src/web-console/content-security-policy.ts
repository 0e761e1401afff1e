import { clerkOrigin } from '../identity/clerk/clerk-origin.js';

/**
 * The hashes of the inline styles of Clerk's form: empty elements, which its library fills by script, and the blinking caret
 * of its field for codes. `test/console/clerk.spec.ts` fails when they change.
 */
const CLERK_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='",
];

/**
 * What the console's pages may load: only what this service serves itself, and nothing inline. With Clerk they may also call
 * its front-end API, whose host is in the publishable key. No script is loaded from there, since Clerk's library is part of
 * our build. In local development they may also ask the mail catcher how many emails are new.
 */
export function contentSecurityPolicy(publishableKey: string | null, mailCatcher: string | null = null): string {
  const clerk = publishableKey === null ? null : clerkOrigin(publishableKey);
  return policyWith([], [clerk, mailCatcher && new URL(mailCatcher).origin]);
}

/** As {@link contentSecurityPolicy}, for the page with Clerk's form: it also allows the form's inline styles, and no others. */
export function signInPolicy(publishableKey: string | null): string {
  const clerk = publishableKey === null ? null : clerkOrigin(publishableKey);
  return policyWith(clerk === null ? [] : CLERK_STYLES, [clerk]);
}

function policyWith(styles: readonly string[], origins: readonly (string | null)[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styles].join(' '),
    // A chosen logo is shown as a blob before it is uploaded.
    "img-src 'self' blob: data:",
    "font-src 'self'",
    ["connect-src 'self'", ...origins.filter((origin) => origin !== null)].join(' '),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

import { queryOptions } from '@tanstack/react-query';
import { mailCatcher } from './product';

const REFRESH_MS = 5_000;

/** How many caught emails were not opened yet. */
export const newEmailsQuery = queryOptions({
  queryKey: ['caught-emails'],
  enabled: mailCatcher() !== null,
  refetchInterval: REFRESH_MS,
  retry: false,
  queryFn: async ({ signal }): Promise<number> => {
    const answer = await fetch(new URL('new.json', mailCatcher() ?? location.href), { signal });
    return ((await answer.json()) as { readonly new: number }).new;
  },
});

/** Emails are sent after the answer, or at the same time. The service sends a second one to an address a minute later at the earliest. */
const SENT_WITHIN_MS = 10_000;

/** For a toast: the way to the emails that were just sent to these addresses; null where they are not caught. */
export function emailLink(addresses: readonly string[]): { readonly label: string; readonly href: string } | null {
  const page = mailCatcher();
  const [first, ...others] = addresses;
  if (page === null || first === undefined) return null;
  if (others.length > 0) return { label: 'Open the emails', href: page };
  const query = new URLSearchParams({ to: first, after: String(Date.now() - SENT_WITHIN_MS) });
  return { label: 'Open the email', href: new URL(`newest?${query}`, page).href };
}

import { escapeHtml } from '../../platform/text/escape-html.js';
import type { UnsubscribeFacts } from './report-subscriptions.js';

/** The page behind an unsubscribe link. Opening it changes nothing, since scanners of emails open links; its button does. */
export function unsubscribePage(
  { organization, organizationId, isSubscribed }: UnsubscribeFacts,
  product: string,
): string {
  const name = escapeHtml(organization);
  const settings = `/o/${organizationId}/settings/organization`;
  return isSubscribed
    ? page(
        { title: 'Unsubscribe from the monthly report', product },
        `<p>You will no longer get the monthly report of <bdi>${name}</bdi> by email. Others still get it.</p>
<form method="post"><button type="submit" style="font:inherit;padding:.5rem 1rem">Unsubscribe</button></form>`,
      )
    : page(
        { title: 'You are unsubscribed', product },
        `<p>You no longer get the monthly report of <bdi>${name}</bdi> by email.</p>
<p>You can turn it on again in the <a href="${settings}">settings of the organization</a>.</p>`,
      );
}

function page({ title, product }: { readonly title: string; readonly product: string }, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · ${escapeHtml(product)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem">
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

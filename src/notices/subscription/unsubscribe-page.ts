import { htmlPage } from '../../platform/http/html-page.js';
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
    ? htmlPage(
        'Unsubscribe from the monthly report',
        product,
        `<p>You will no longer get the monthly report of <bdi>${name}</bdi> by email. Others still get it.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>`,
      )
    : htmlPage(
        'You are unsubscribed',
        product,
        `<p>You no longer get the monthly report of <bdi>${name}</bdi> by email.</p>
<p>You can turn it on again in the <a href="${settings}">settings of the organization</a>.</p>`,
      );
}

import type { Request } from 'express';
import { escapeHtml } from '../text/escape-html.js';
import type { Problem } from './problem.js';

const STYLE = `:root{color-scheme:light dark;--line:#d9dce3;--quiet:#5b6270;--link:#2349b8}
@media(prefers-color-scheme:dark){:root{--line:#2c3240;--quiet:#a3abba;--link:#9db5ff}}
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.3}a{color:var(--link)}.quiet{color:var(--quiet)}
table{border-collapse:collapse;width:100%}th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th[scope=row]{font-weight:400}button{font:inherit;padding:.5rem 1rem}`;

/**
 * A page that the service writes itself, without the console.
 *
 * @param title as text
 * @param body as HTML, below the title
 */
export function htmlPage(title: string, product: string | null, body: string): string {
  const heading = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${heading}${product === null ? '' : ` · ${escapeHtml(product)}`}</title><style>${STYLE}</style></head>
<body>
<main>
<h1>${heading}</h1>
${body}
</main>
</body>
</html>
`;
}

/** A problem as a page, for a person who opened an address in the browser. @param link what to do next */
export function problemHtml(
  { kind, members }: Problem,
  requestId: string,
  product: string,
  link: { readonly href: string; readonly text: string },
): string {
  return htmlPage(
    kind.title,
    product,
    `<p>${escapeHtml(members.detail ?? kind.detail)}</p>
<p><a href="${link.href}">${escapeHtml(link.text)}</a></p>
<p class="quiet">Request ID: <code>${escapeHtml(requestId)}</code></p>`,
  );
}

/** A browser asks for HTML when it navigates; programs that accept anything get a problem instead. */
export function acceptsHtml({ headers }: Pick<Request, 'headers'>): boolean {
  return (headers.accept ?? '').includes('text/html');
}

import { answerProblem } from '../http/problem.filter.js';
import { findProblem, notFound, Problem, type ProblemKind } from '../http/problem.js';
import { writeAnswer } from '../http/lean-express.adapter.js';
import { escapeHtml } from '../text/escape-html.js';
import type { ContextRequest, ContextResponse } from '../http/request-context.js';

/** The page at a problem's `type`: what the code means and what to do. */
export function problemPage(request: ContextRequest, response: ContextResponse): void {
  const kind = findProblem(String(request.params['code']));
  if (!kind) {
    answerProblem(response, response.context, new Problem(notFound));
    return;
  }
  response.statusCode = 200;
  if (request.accepts(['html', 'json']) === 'json') {
    const text = JSON.stringify({ type: `/problems/${kind.code}`, ...kind });
    writeAnswer(response, response.context, text, 'application/json; charset=utf-8');
    return;
  }
  writeAnswer(response, response.context, html(kind), 'text/html; charset=utf-8');
}

function html({ code, status, title, detail, hint }: ProblemKind): string {
  const forPrograms = hint === undefined ? '' : `<p>For programs: ${escapeHtml(hint)}</p>\n`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem">
<h1>${escapeHtml(title)}</h1>
<p><code>${code}</code>, status ${status}</p>
<p>${escapeHtml(detail)}</p>
${forPrograms}<p><a href="/docs">API documentation</a></p>
</body>
</html>
`;
}

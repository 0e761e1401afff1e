import { answerProblem } from '../http/problem.filter.js';
import { htmlPage } from '../http/html-page.js';
import { allProblems, findProblem, notFound, Problem, type ProblemKind } from '../http/problem.js';
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

/** The list of all problems, each with a link to its page. */
export function problemIndex(request: ContextRequest, response: ContextResponse): void {
  response.statusCode = 200;
  const problems = allProblems();
  if (request.accepts(['html', 'json']) === 'json') {
    const data = problems.map(({ code, status, title }) => ({ type: `/problems/${code}`, code, status, title }));
    writeAnswer(response, response.context, JSON.stringify({ data }), 'application/json; charset=utf-8');
    return;
  }
  const rows = problems.map(
    ({ code, status, title }) =>
      `<tr><th scope="row"><a href="/problems/${code}"><code>${code}</code></a></th><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  );
  const page = htmlPage(
    'Problems',
    null,
    `<p>The codes that errors of the API have, each with what it means and what to do. <a href="/docs">API documentation</a></p>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Title</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`,
  );
  writeAnswer(response, response.context, page, 'text/html; charset=utf-8');
}

function html({ code, status, title, detail, hint }: ProblemKind): string {
  const forPrograms = hint === undefined ? '' : `<p>For programs: ${escapeHtml(hint)}</p>\n`;
  return htmlPage(
    title,
    null,
    `<p class="quiet"><code>${code}</code>, status ${status}</p>
<p>${escapeHtml(detail)}</p>
${forPrograms}<p><a href="/problems">All problems</a> · <a href="/docs">API documentation</a></p>`,
  );
}

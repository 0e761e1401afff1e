/**
 * The script of the mail catcher's pages. A part with `data-live` is read again from that address while the page is shown, and
 * replaced only when it is different: what is open, where the page is scrolled and what has the focus stay. A part with `data-wait`
 * waits until its address leads to another page.
 */
export const LIVE_SCRIPT = `
const EVERY_MS = 2000;

async function read(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer : null;
}

async function refresh(part) {
  const answer = await read(part.dataset.live);
  if (!answer) return;
  const next = document.createElement('template');
  next.innerHTML = await answer.text();
  if (next.innerHTML === part.innerHTML) return;
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  part.replaceChildren(next.content);
  if (focused !== null) {
    [...part.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus({ preventScroll: true });
  }
}

async function follow(part) {
  const answer = await read(part.dataset.wait);
  if (answer?.redirected) location.replace(answer.url);
}

async function readAll() {
  if (document.hidden) return;
  const parts = [...document.querySelectorAll('[data-live]')].map(refresh);
  await Promise.all([...parts, ...[...document.querySelectorAll('[data-wait]')].map(follow)]);
}

setInterval(readAll, EVERY_MS);
document.addEventListener('visibilitychange', readAll);
`;

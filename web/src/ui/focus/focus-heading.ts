/** Focuses the heading of a row or section, on which no key changes anything. */
export function focusHeadingOf(element: Element): boolean {
  const heading = element.querySelector<HTMLElement>('th[scope="row"], h1, h2');
  if (!heading) return false;
  // Focused by script only, not by the Tab key.
  heading.tabIndex = -1;
  heading.focus({ preventScroll: element.tagName !== 'TR' });
  return true;
}

/** Focuses the heading of the page, or the page itself where there is none yet. */
export function focusPage(): void {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return;
  if (main.getClientRects().length === 0) {
    // React hides the page while a part of it is loading, and what is hidden cannot have the focus.
    requestAnimationFrame(focusPage);
    return;
  }
  if (focusHeadingOf(main)) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}

import { useEffect } from 'react';
import { focusHeadingOf, focusPage } from './focus-heading';

/** Where the focus was last, by elements that remain when the focused one is removed. */
interface LastFocus {
  readonly element: Element;
  /** The table's body and the number of the row in it; null outside of tables. */
  readonly rows: HTMLTableSectionElement | null;
  readonly index: number;
  readonly section: Element | null;
}

/**
 * Keeps the focus on the page when the focused element is removed, such as the button of a removed row. The focus moves to
 * the heading of the next row, of the section or of the page, and never to a control.
 */
export function FocusKeeper() {
  useEffect(() => {
    let last: LastFocus | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element) last = lastFocusOn(target);
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.element.isConnected || document.activeElement !== document.body) return;
      const lost = last;
      last = null;
      // A dialog or a menu that closes returns the focus itself, in the frame after this one.
      timer = setTimeout(() => {
        // However slow the browser is: a frame that was asked for before has run by then.
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) focusInsteadOf(lost);
        });
      }, SETTLED_MS);
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
  return null;
}

/** Some frames: a component that returns the focus itself has done so by then. */
const SETTLED_MS = 100;

function lastFocusOn(element: Element): LastFocus {
  const row = element.closest('tr');
  const rows = row?.parentElement instanceof HTMLTableSectionElement ? row.parentElement : null;
  return { element, rows, index: row?.sectionRowIndex ?? 0, section: element.closest('section, li, main') };
}

function focusInsteadOf({ rows, index, section }: LastFocus): void {
  const row = rows?.isConnected ? (rows.rows[index] ?? rows.rows[rows.rows.length - 1]) : undefined;
  if (row && focusHeadingOf(row)) return;
  if (section?.isConnected && focusHeadingOf(section)) return;
  focusPage();
}

import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { focusHeadingOf } from '../focus/focus-heading';

interface Kept {
  readonly id: string;
  readonly index: number;
}

/**
 * The index of the row that had the focus last. It stays rendered while scrolled away, so that neither the focus nor its dialog
 * is lost. Where the row was removed, the focus moves to the heading of the next one.
 */
export function useKeptRow(
  body: RefObject<HTMLTableSectionElement | null>,
  rows: readonly { readonly id: string }[],
): number | null {
  const [kept, setKept] = useState<Kept | null>(null);
  const index = kept === null ? -1 : indexOf(kept, rows);
  const keep = useEffectEvent((row: HTMLElement) => {
    const found = Number(row.dataset.index);
    const id = rows[found]?.id;
    if (id !== undefined) setKept({ id, index: found });
  });
  useEffect(() => {
    const section = body.current;
    // The browser's own event: React's would come from a dialog of the row, too.
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null;
      if (row) keep(row);
    };
    section?.addEventListener('focusin', onFocus);
    return () => {
      section?.removeEventListener('focusin', onFocus);
    };
  }, [body]);
  const isRemoved = kept !== null && index < 0;
  useEffect(() => {
    // Nothing else has the focus: it was lost with the row.
    if (isRemoved && document.activeElement === document.body) focusNear(body.current, kept.index);
  }, [isRemoved, body, kept]);
  return index < 0 ? null : index;
}

/** Usually unchanged; rows above it may have been added or removed. */
function indexOf({ id, index }: Kept, rows: readonly { readonly id: string }[]): number {
  return rows[index]?.id === id ? index : rows.findIndex((row) => row.id === id);
}

/** The heading of the row, and no control: a key typed on would do something to another row. */
function focusNear(body: HTMLElement | null, index: number): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>('tr[data-index]') ?? [])];
  const next = rows.find((row) => Number(row.dataset.index) >= index) ?? rows.at(-1);
  if (next) focusHeadingOf(next);
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

export interface Selection<Row> {
  /** The selected rows among those shown. */
  readonly rows: readonly Row[];
  readonly has: (id: string) => boolean;
  /** `isRange`: every row from the one before up to this one. The same function for every row. */
  readonly toggle: (id: string, isRange: boolean) => void;
  readonly isAll: boolean;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

/** Which of the rows are selected. Rows that are no longer shown, by a filter or a change, are not selected any more. */
export function useSelection<Row extends { readonly id: string }>(selectable: readonly Row[]): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const current = useRef(selectable);
  const last = useRef<string | null>(null);
  useEffect(() => {
    current.current = selectable;
  }, [selectable]);
  const toggle = useCallback((id: string, isRange: boolean) => {
    const range = isRange ? idsBetween(current.current, last.current, id) : [id];
    last.current = id;
    setIds((before) => withToggled(before, range, !before.has(id)));
  }, []);
  const rows = useMemo(() => selectable.filter(({ id }) => ids.has(id)), [selectable, ids]);
  const isAll = rows.length > 0 && rows.length === selectable.length;
  const clear = () => {
    setIds(new Set());
  };
  return {
    rows,
    has: (id) => ids.has(id),
    toggle,
    isAll,
    toggleAll: () => {
      if (isAll) clear();
      else setIds(new Set(selectable.map(({ id }) => id)));
    },
    clear,
  };
}

function withToggled(before: ReadonlySet<string>, range: readonly string[], isOn: boolean): ReadonlySet<string> {
  const next = new Set(before);
  for (const id of range) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  return next;
}

function idsBetween(rows: readonly { readonly id: string }[], from: string | null, to: string): string[] {
  const [start, end] = [rows.findIndex(({ id }) => id === from), rows.findIndex(({ id }) => id === to)];
  if (start < 0 || end < 0) return [to];
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ id }) => id);
}

import { useId, type KeyboardEvent, type ReactNode } from 'react';

interface TabOption<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A number that describes the tab. */
  readonly number?: number | undefined;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabOption<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** The panel of the selected tab. */
  readonly children: ReactNode;
}

/**
 * Tabs, of which one panel is shown. An arrow key, Home and End select another tab, as the ARIA Authoring Practices describe it.
 * Those of React Aria need its collections, which every page would load for two or three buttons.
 */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Id>) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next =
      tabs[
        indexAfter(
          event.key,
          tabs.findIndex((tab) => tab.id === selected),
          tabs.length,
        )
      ];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    document.getElementById(`${id}-${next.id}`)?.focus();
    if (next.id !== selected) onSelect(next.id);
  };
  return (
    <div className="stack">
      <div role="tablist" aria-label={label} className="tabs" tabIndex={-1} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            tab={tab}
            id={`${id}-${tab.id}`}
            panelId={`${id}-panel`}
            isSelected={tab.id === selected}
            onSelect={() => {
              if (tab.id !== selected) onSelect(tab.id);
            }}
          />
        ))}
      </div>
      <div key={selected} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`} className="panel">
        {children}
      </div>
    </div>
  );
}

interface TabProps {
  readonly tab: TabOption<string>;
  readonly id: string;
  readonly panelId: string;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

/** The name of the tab is its label alone; the number describes it. */
function Tab({ tab: { label, number }, id, panelId, isSelected, onSelect }: TabProps) {
  const describedBy = useId();
  return (
    <button
      type="button"
      role="tab"
      id={id}
      className="tab"
      aria-selected={isSelected}
      {...(isSelected ? { 'aria-controls': panelId } : {})}
      {...(number === undefined ? {} : { 'aria-describedby': describedBy })}
      // The Tab key stops at the selected one alone.
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
    >
      {label}
      {number !== undefined && (
        <span id={describedBy} className="tab__count" aria-hidden>
          {number.toLocaleString()}
        </span>
      )}
    </button>
  );
}

/** The number of the tab that a key selects; -1 for another key. */
function indexAfter(key: string, index: number, length: number): number {
  if (key === 'ArrowRight') return (index + 1) % length;
  if (key === 'ArrowLeft') return (index - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}

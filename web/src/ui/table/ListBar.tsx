import type { ReactNode } from 'react';
import { Button } from '../parts/Button';
import { SelectBox } from './SelectBox';
import type { Selection } from './use-selection';

export interface ListBarProps<Row> {
  /** Where nothing is selected; null: not known yet. */
  readonly total: string | null;
  readonly selection: Selection<Row>;
  /** How many of the shown rows can be selected. */
  readonly selectable: number;
  /** What can be done with the selected rows; nothing where there are none. */
  readonly actions: ReactNode;
  /** What can be done with the list. */
  readonly children?: ReactNode;
}

/** Above a list: the total, or what is selected and what can be done with it. */
export function ListBar<Row>({ total, selection, selectable, actions, children }: ListBarProps<Row>) {
  const selected = selection.rows.length;
  return (
    <div className={selected > 0 ? 'list-bar list-bar--selected' : 'list-bar'} role="group" aria-label="Selection">
      {selectable > 0 && (
        <SelectBox
          label={`Select all ${selectable.toLocaleString()} shown`}
          isSelected={selection.isAll}
          isMixed={selected > 0 && !selection.isAll}
          onToggle={selection.toggleAll}
        />
      )}
      <p className="list-bar__text" role="status">
        {selected > 0 ? `${selected.toLocaleString()} selected` : total}
      </p>
      <div className="list-bar__actions">
        {/* Always there: their dialog says what was done when nothing is selected any more. */}
        {actions}
        {selected > 0 ? (
          <Button size="small" variant="plain" onPress={selection.clear}>
            Clear selection
          </Button>
        ) : (
          children
        )}
      </div>
    </div>
  );
}

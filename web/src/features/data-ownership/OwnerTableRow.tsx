import { memo } from 'react';
import { KIND_NAMES, OWNED_KINDS } from '../../shared/record-kinds';
import { PersonAvatar } from '../../ui/parts/Avatar';
import { Button } from '../../ui/parts/Button';
import { Highlight } from '../../ui/table/Highlight';
import { SelectCell } from '../../ui/table/SelectCell';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import type { OwnerRow } from './owner-rows';
import type { ReassignmentSource } from './reassignment-source';

interface OwnerTableRowProps extends RowPlace {
  readonly row: OwnerRow;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, isRange: boolean) => void;
  readonly onReassign: (source: ReassignmentSource) => void;
}

export const OwnerTableRow = memo(function OwnerTableRow(props: OwnerTableRowProps) {
  const { row, search, isSelected, onSelect, onReassign, ...place } = props;
  const { id, owner, title, total, source } = row;
  return (
    <tr {...rowPlace(place)} {...(isSelected ? { 'data-selected': true } : {})}>
      <SelectCell name={title} canBeSelected={source !== null} id={id} isSelected={isSelected} onSelect={onSelect} />
      <th scope="row" className="whole">
        <span className="row row--tight">
          {/* No one owns unassigned records, so they have no one's picture. */}
          {owner.status === 'unassigned' ? (
            <span className="no-owner" aria-hidden />
          ) : (
            <PersonAvatar name={owner.name ?? '?'} />
          )}
          <span className="selector__text">
            <span className="wraps strong">
              <Highlight text={title} search={search} />
            </span>
            {owner.status === 'removed' && <span className="small quiet">Removed</span>}
            {owner.status === 'unassigned' && <span className="small quiet">No owner</span>}
          </span>
        </span>
      </th>
      {OWNED_KINDS.map((kind) => (
        <td key={kind} className="number" data-label={KIND_NAMES[kind]}>
          {(owner.counts[kind] ?? 0).toLocaleString()}
        </td>
      ))}
      <td className="number strong" data-label="Total">
        {total.toLocaleString()}
      </td>
      <td className="narrow actions">
        {source && (
          <Button
            size="small"
            aria-label={`Reassign ${source.name}`}
            onPress={() => {
              onReassign(source);
            }}
          >
            Reassign
          </Button>
        )}
      </td>
    </tr>
  );
});

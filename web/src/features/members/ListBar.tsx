import { ListBar as AnyListBar, type ListBarProps } from '../../ui/table/ListBar';
import { useTotalText, type Shown } from './list-text';

interface MembersListBarProps<Row> extends Omit<ListBarProps<Row>, 'total'> {
  /** Null while the list is loading. */
  readonly list: Shown | null;
}

/** Above a list of members or invitations. */
export function ListBar<Row>({ list, ...props }: MembersListBarProps<Row>) {
  return <AnyListBar {...props} total={useTotalText(list)} />;
}

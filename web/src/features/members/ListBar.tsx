import { ListBar as AnyListBar, type ListBarProps } from '../../ui/table/ListBar';
import { useTotalText } from './list-text';

/** Above a list of members or invitations. */
export function ListBar<Row>(props: Omit<ListBarProps<Row>, 'total'>) {
  return <AnyListBar {...props} total={useTotalText()} />;
}

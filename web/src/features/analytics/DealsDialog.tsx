import { useInfiniteQuery } from '@tanstack/react-query';
import { daysOf, periodName } from '../../shared/fiscal-year';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { Dialog } from '../../ui/dialog/Dialog';
import { columnFormat } from '../../ui/format/money';
import { PagedTable } from '../../ui/table/PagedTable';
import { Day } from '../../ui/format/Time';
import { wonDealsQuery } from './queries';

interface DealsDialogProps {
  /** A month or fiscal quarter. */
  readonly period: string;
  /** The membership whose deals are shown; undefined: all deals. */
  readonly ownerId: string | undefined;
  readonly onClose: () => void;
}

const COLUMNS = ['Deal', { label: 'Amount', isNumber: true }, 'Owner', 'Closed'];

/** The deals behind a bar of the chart, the largest first. */
export function DealsDialog({ period, ownerId, onClose }: DealsDialogProps) {
  const { id, fiscalYearStartMonth, timezone } = useOrganization();
  const pages = useInfiniteQuery(wonDealsQuery(id, daysOf(period, fiscalYearStartMonth), ownerId));
  const deals = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  const names = useMemberNames(deals.flatMap((deal) => deal.ownerId ?? []));
  const format = columnFormat(deals.map(({ amount }) => amount));
  return (
    <Dialog title={`Deals won in ${periodName(period)}`} isOpen width="wide" onClose={onClose}>
      <PagedTable
        caption="Deals won"
        columns={COLUMNS}
        pages={pages}
        empty="No deals were won in this period."
        isInDialog
      >
        {({ name, amount, ownerId: owner, closedAt }) => (
          <tr>
            <th scope="row" className="whole">
              {name}
            </th>
            <td className="number" data-label="Amount">
              {format(amount)}
            </td>
            <td data-label="Owner">{owner === null ? 'Unassigned' : (names.get(owner) ?? '…')}</td>
            <td data-label="Closed">{closedAt !== null && <Day at={closedAt} timeZone={timezone} />}</td>
          </tr>
        )}
      </PagedTable>
    </Dialog>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { daysOf, periodName } from '../../shared/fiscal-year';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { Dialog } from '../../ui/dialog/Dialog';
import { columnFormat } from '../../ui/format/money';
import { PagedTable } from '../../ui/table/PagedTable';
import { Day } from '../../ui/format/Time';
import { dealsText, periodText, sumsText } from './figures';
import { wonDealsQuery, type RevenueOfPeriod, type WonDeals } from './queries';

interface DealsDialogProps {
  /** A month or fiscal quarter, with the figures of its bar. */
  readonly figures: RevenueOfPeriod;
  /** The membership whose deals are shown; undefined: all deals. */
  readonly ownerId: string | undefined;
  readonly onClose: () => void;
}

const COLUMNS = ['Deal', { label: 'Amount', isNumber: true }, 'Owner', 'Closed'];

/** The deals behind a bar of the chart, the largest first; those in other currencies, which it does not count, below them. */
export function DealsDialog({ figures, ownerId, onClose }: DealsDialogProps) {
  const { fiscalYearStartMonth } = useOrganization();
  const { period, revenue, otherCurrencies } = figures;
  const days = daysOf(period, fiscalYearStartMonth);
  return (
    <Dialog title={`Deals won in ${periodName(period)}`} isOpen width="wide" onClose={onClose}>
      <div className="stack deals">
        <p className="figures">{periodText(figures)}</p>
        <Deals caption="Deals won" deals={{ ...days, currencies: [revenue.currency], ownerId }} />
        {otherCurrencies.length > 0 && (
          <section className="stack stack--tight" aria-label="In other currencies">
            <h3>In other currencies · {dealsText(otherCurrencies)}</h3>
            <p className="small quiet">{sumsText(otherCurrencies)}. Not converted, and not included above.</p>
            <Deals
              caption="Deals won in other currencies"
              deals={{ ...days, currencies: otherCurrencies.map(({ currency }) => currency), ownerId }}
            />
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Deals({ caption, deals: chosen }: { readonly caption: string; readonly deals: WonDeals }) {
  const { id, timezone } = useOrganization();
  const pages = useInfiniteQuery(wonDealsQuery(id, chosen));
  const deals = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  const names = useMemberNames(deals.flatMap((deal) => deal.ownerId ?? []));
  const format = columnFormat(deals.map(({ amount }) => amount));
  return (
    <PagedTable caption={caption} columns={COLUMNS} pages={pages} empty="No deals were won in this period." isInDialog>
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
  );
}

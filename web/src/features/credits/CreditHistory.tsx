import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '../../shared/use-organization';
import { PagedTable } from '../../ui/PagedTable';
import { Moment } from '../../ui/Time';
import { featureName, KIND_LABELS, signed } from './credit-text';
import { ledgerQuery, type LedgerEntry } from './queries';

/** Every change of the balance. */
export function CreditHistory() {
  const { id } = useOrganization();
  const pages = useInfiniteQuery(ledgerQuery(id));
  return (
    <section className="stack stack--tight" aria-label="Credit history">
      <h2>Credit history</h2>
      <div className="card">
        <PagedTable
          caption="Credit history, newest first"
          columns={['Activity', 'By', 'Date', { label: 'Credits', isNumber: true }]}
          pages={pages}
          empty="No credit activity yet."
        >
          {(entry) => <EntryRow entry={entry} />}
        </PagedTable>
      </div>
    </section>
  );
}

function EntryRow({ entry }: { readonly entry: LedgerEntry }) {
  const { timezone } = useOrganization();
  const { kind, feature, actor, createdAt, credits } = entry;
  return (
    <tr>
      <th scope="row" className="whole">
        {KIND_LABELS[kind]}
        {feature !== null && <span className="quiet"> · {featureName(feature)}</span>}
      </th>
      <td data-label="By">{actor.kind === 'system' ? 'System' : actor.name}</td>
      <td data-label="Date">
        <Moment at={createdAt} timeZone={timezone} />
      </td>
      <td data-label="Credits" className="number">
        {signed(credits)}
      </td>
    </tr>
  );
}

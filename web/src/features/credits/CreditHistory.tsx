import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useRememberSearch } from '../../shared/page-search';
import { useOrganization, useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { PagedTable } from '../../ui/table/PagedTable';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { Moment } from '../../ui/format/Time';
import { showRefusal } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { LedgerFilters } from './LedgerFilters';
import { actorName, featureName, KIND_LABELS, signed } from './credit-text';
import type { LedgerSearch } from './ledger-search';
import { ledgerQuery, saveLedger, type LedgerEntry } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/billing');

const NUMBER = { isNumber: true } as const;
const COLUMNS = ['Activity', 'By', 'Date', { label: 'Credits', ...NUMBER }, { label: 'Balance', ...NUMBER }];

/** Every change of the balance. */
export function CreditHistory() {
  const organizationId = useOrganizationId();
  const { kind, feature } = route.useSearch();
  const filters = { ...(kind ? { kind } : {}), ...(feature === undefined ? {} : { feature }) };
  useRememberSearch('credit-history', filters);
  const pages = useInfiniteQuery(ledgerQuery(organizationId, filters));
  return (
    <section className="stack stack--tight" aria-label="Credit history">
      <h2>Credit history</h2>
      <div className="row row--apart">
        <LedgerFilters />
        <ExportLedger filters={filters} />
      </div>
      <div className="card">
        <PagedTable
          caption="Credit history, newest first"
          columns={COLUMNS}
          pages={pages}
          empty={
            Object.keys(filters).length > 0 ? 'No credit activity matches these filters.' : 'No credit activity yet.'
          }
        >
          {(entry, place) => <EntryRow entry={entry} place={place} />}
        </PagedTable>
      </div>
    </section>
  );
}

/** Saves all entries that match the filters. */
function ExportLedger({ filters }: { readonly filters: LedgerSearch }) {
  const organizationId = useOrganizationId();
  const { run, isPending } = useAction(
    () =>
      saveLedger(organizationId, filters).catch((error: unknown) => {
        showRefusal(error, { action: 'export the credit history', what: 'The credit history was not exported.' });
        throw error;
      }),
    () => undefined,
  );
  return (
    <Button
      size="small"
      isPending={isPending}
      onPress={() => {
        run(undefined);
      }}
    >
      <Download size={14} aria-hidden />
      Export CSV
    </Button>
  );
}

function EntryRow({ entry, place }: { readonly entry: LedgerEntry; readonly place: RowPlace | undefined }) {
  const { timezone } = useOrganization();
  const { kind, feature, createdAt, credits, balance } = entry;
  return (
    <tr {...rowPlace(place)}>
      <th scope="row" className="whole">
        {KIND_LABELS[kind]}
        {feature !== null && <span className="quiet"> · {featureName(feature)}</span>}
      </th>
      <td data-label="By">{actorName(entry)}</td>
      <td data-label="Date">
        <Moment at={createdAt} timeZone={timezone} />
      </td>
      <td data-label="Credits" className="number">
        {signed(credits)}
      </td>
      <td data-label="Balance" className="number">
        {balance.toLocaleString()}
      </td>
    </tr>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { toRefusal } from '../../api/problem';
import { useOrganization } from '../../api/use-organization';
import { LoadMore } from '../../ui/LoadMore';
import { Notice } from '../../ui/Notice';
import { SkeletonRows } from '../../ui/Skeleton';
import { Moment } from '../../ui/Time';
import { ledgerQuery, type LedgerEntry } from './queries';
import { featureName, KIND_WORDS, signed } from './words';

/** Every credit that came or went; nothing here is ever changed, and the sum is the balance. */
export function Ledger() {
  const { id } = useOrganization();
  const pages = useInfiniteQuery(ledgerQuery(id));
  const { data, error, isPending } = pages;
  const entries = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="stack stack--tight" aria-label="Ledger">
      <h2>Ledger</h2>
      {error && <Notice refusal={toRefusal(error)} />}
      <div className="card">
        <div className="table-box">
          <table className="table table--cards" aria-busy={isPending}>
            <caption className="out-of-sight">Movements of credits, the newest first</caption>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">By</th>
                <th scope="col">When</th>
                <th scope="col" className="number">
                  Credits
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
              {isPending && <SkeletonRows rows={3} columns={4} />}
            </tbody>
          </table>
        </div>
        <LoadMore pages={pages} />
      </div>
    </section>
  );
}

function EntryRow({ entry }: { readonly entry: LedgerEntry }) {
  const { timezone } = useOrganization();
  const { kind, feature, actor, createdAt, credits } = entry;
  return (
    <tr>
      <th scope="row">
        {KIND_WORDS[kind]}
        {feature !== null && <span className="quiet"> · {featureName(feature)}</span>}
      </th>
      <td data-label="By">{actor.kind === 'system' ? 'The service' : actor.name}</td>
      <td data-label="When">
        <Moment at={createdAt} timeZone={timezone} />
      </td>
      <td data-label="Credits" className="number">
        {signed(credits)}
      </td>
    </tr>
  );
}

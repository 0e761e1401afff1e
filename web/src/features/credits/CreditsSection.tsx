import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { plansQuery } from '../../shared/plans-query';
import { useMay, useOrganization } from '../../shared/use-organization';
import { BarTrack } from '../../ui/parts/BarTrack';
import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { Day } from '../../ui/format/Time';
import { count } from '../../ui/format/count';
import { TopUpDialog } from './TopUpDialog';
import { featureName } from './credit-text';
import { creditsQuery } from './queries';

type Credits = Schemas['CreditsDto'];

/** The balance, and the credits used by each feature. */
export function CreditsSection() {
  const { id } = useOrganization();
  const query = useQuery(creditsQuery(id));
  const { data: credits, error } = query;
  return (
    <section className="stack stack--tight" aria-label="Credits">
      <h2>Credits</h2>
      <QueryFailed query={query} />
      {credits ? (
        <div className="card card__body stack">
          <Balance credits={credits} />
          <Usage usage={credits.usage} />
        </div>
      ) : (
        !error && <LoadingBlock height={148} />
      )}
    </section>
  );
}

function Balance({ credits: { balance, monthly, topUp, periodEndsAt, unlimited } }: { readonly credits: Credits }) {
  const { timezone } = useOrganization();
  const may = useMay();
  const [isBuying, setIsBuying] = useState(false);
  return (
    <div className="row row--apart">
      <div>
        <p className="balance figures">{unlimited ? 'Unlimited credits' : count(balance, 'credit')}</p>
        <p className="small quiet">
          {count(monthly, 'monthly credit')} expiring on <Day at={periodEndsAt} timeZone={timezone} />, and{' '}
          {count(topUp, 'purchased credit')} without an expiry date.
        </p>
      </div>
      {may('billing:manage') && (
        <>
          <Button
            variant={balance === 0 && !unlimited ? 'primary' : 'default'}
            onPress={() => {
              setIsBuying(true);
            }}
          >
            Add credits
          </Button>
          {isBuying && (
            <TopUpDialog
              onClose={() => {
                setIsBuying(false);
              }}
            />
          )}
        </>
      )}
    </div>
  );
}

function Usage({ usage }: Pick<Credits, 'usage'>) {
  const { plan } = useOrganization();
  const { data: plans } = useQuery(plansQuery);
  if (usage.length === 0) return <p className="small quiet">No credits used this period.</p>;
  const ofPlan = plans?.data.find(({ id }) => id === plan)?.monthlyCredits ?? 0;
  return (
    <>
      <UsageTable usage={usage} ofPlan={ofPlan} />
      {ofPlan > 0 && (
        <p className="small quiet usage__scale">A full bar is your plan’s {count(ofPlan, 'credit')} per month.</p>
      )}
    </>
  );
}

interface UsageTableProps extends Pick<Credits, 'usage'> {
  /** The plan's credits per month: a full bar; 0: not known yet. */
  readonly ofPlan: number;
}

function UsageTable({ usage, ofPlan }: UsageTableProps) {
  return (
    <table className="table usage">
      <caption className="visually-hidden">Credits used this period, by feature</caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col" className="number">
            Used this period
          </th>
          <td aria-hidden />
        </tr>
      </thead>
      <tbody>
        {usage.map(({ feature, credits }) => (
          <tr key={feature}>
            <th scope="row">{featureName(feature)}</th>
            <td className="number">{credits.toLocaleString()}</td>
            <td aria-hidden className="usage__bar">
              <BarTrack percentage={filledPercentage(credits, ofPlan)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Purchased credits can be used beyond those of the plan. */
function filledPercentage(credits: number, ofPlan: number): number {
  if (ofPlan === 0) return 0;
  return Math.min(100, (Math.max(credits, 0) / ofPlan) * 100);
}

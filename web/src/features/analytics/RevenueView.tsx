import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { monthAt } from '../../shared/fiscal-year';
import { useMay, useOrganization } from '../../shared/use-organization';
import { IconButton } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Hint } from '../../ui/feedback/Notice';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { formatMoney } from '../../ui/format/money';
import { DealsDialog } from './DealsDialog';
import { stateOf } from './figures';
import { searchOfDays, searchOfYear } from './ranges';
import { RevenueChart } from './RevenueChart';
import { RevenueTable } from './RevenueTable';
import { revenueQuery, teamQuery, type Revenue, type RevenueOfPeriod } from './queries';
import { useRange } from './use-range';
import { useSummary } from './use-summary';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

/** A fiscal year's revenue: months and quarters, each as a chart with its table below. */
export function RevenueView({ isOwn }: { readonly isOwn: boolean }) {
  const { id } = useOrganization();
  const { fiscalYear } = route.useSearch();
  const query = useQuery(revenueQuery(id, fiscalYear));
  const { data } = query;
  if (query.error) return <QueryFailed query={query} />;
  if (!data) return <LoadingBlock height={560} />;
  return (
    <div className="stack">
      <FiscalYear year={data.fiscalYear} />
      <MissingData revenue={data} isOwn={isOwn} />
      <div className="revenue">
        <Periods title="Revenue by month" periods={data.months} isOwn={isOwn} />
        <Periods title="Revenue by fiscal quarter" periods={data.quarters} isOwn={isOwn} />
      </div>
      {data.otherCurrencies.length > 0 && <OtherCurrencies revenue={data} />}
    </div>
  );
}

function FiscalYear({ year }: { readonly year: number }) {
  const { timezone, fiscalYearStartMonth } = useOrganization();
  const { days } = useRange();
  const navigate = route.useNavigate();
  const showYear = (fiscalYear: number) => () => {
    const next = searchOfYear(fiscalYear, days, monthAt(new Date(), timezone), fiscalYearStartMonth);
    void navigate({
      search: ({ range, from, to, ...rest }) => {
        const kept = { ...(range ? { range } : {}), ...searchOfDays({ from, to }) };
        return { ...rest, ...(next.range || next.from ? {} : kept), ...next };
      },
    });
  };
  return (
    <div className="row row--tight">
      <IconButton label={`Show fiscal year ${year - 1}`} onPress={showYear(year - 1)}>
        <ChevronLeft size={18} aria-hidden />
      </IconButton>
      <h2 aria-live="polite">Fiscal year {year}</h2>
      <IconButton label={`Show fiscal year ${year + 1}`} onPress={showYear(year + 1)}>
        <ChevronRight size={18} aria-hidden />
      </IconButton>
    </div>
  );
}

interface PeriodsProps {
  readonly title: string;
  readonly periods: readonly RevenueOfPeriod[];
  readonly isOwn: boolean;
}

function Periods({ title, periods, isOwn }: PeriodsProps) {
  const { timezone, fiscalYearStartMonth } = useOrganization();
  const [opened, setOpened] = useState<string | null>(null);
  const shown = periods.find(({ period }) => period === opened);
  const month = monthAt(new Date(), timezone);
  const shared = {
    label: title,
    periods,
    hasTargets: !isOwn && periods.some(({ target }) => target !== null),
    stateOf: (period: string) => stateOf(period, month, fiscalYearStartMonth),
  };
  const isEmpty = periods.every(({ revenue, target }) => revenue.amount === 0 && target === null);
  return (
    <section className="card" aria-label={title}>
      <div className="card__body stack">
        <h3>{title}</h3>
        <RevenueChart {...shared} onOpen={setOpened} />
      </div>
      {!isEmpty && <RevenueTable {...shared} onOpen={setOpened} />}
      {shown && (
        <DealsOfPeriod
          figures={shown}
          isOwn={isOwn}
          onClose={() => {
            setOpened(null);
          }}
        />
      )}
    </section>
  );
}

interface DealsOfPeriodProps {
  readonly figures: RevenueOfPeriod;
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

/** Someone who sees only their own figures sees only their own deals; their membership is that of their row. */
function DealsOfPeriod({ figures, isOwn, onClose }: DealsOfPeriodProps) {
  const { id } = useOrganization();
  const { data } = useQuery({ ...teamQuery(id, {}), enabled: isOwn });
  const ownerId = isOwn ? data?.data[0]?.membershipId : undefined;
  if (isOwn && ownerId === undefined) return null;
  return <DealsDialog figures={figures} ownerId={ownerId} onClose={onClose} />;
}

interface MissingDataProps {
  readonly revenue: Revenue;
  readonly isOwn: boolean;
}

/** Explains why the charts are empty, with the one action that helps. */
function MissingData({ revenue: { months, quarters }, isOwn }: MissingDataProps) {
  const { id } = useOrganization();
  const may = useMay();
  const { isEmpty } = useSummary();
  const periods = [...months, ...quarters];
  // The summary says it already.
  if (isEmpty) return null;
  if (!isOwn && periods.every(({ target }) => target === null)) {
    return (
      <Hint
        action={
          may('settings:manage') && (
            <Link to="/o/$organizationId/settings/organization" params={{ organizationId: id }} className="button">
              Set revenue targets
            </Link>
          )
        }
      >
        No revenue targets yet.
        {!may('settings:manage') && ' An admin can set them in Settings → Organization.'}
      </Hint>
    );
  }
  if (periods.every(({ revenue }) => revenue.amount === 0)) {
    return (
      <Hint>No closed-won deals in this fiscal year. Deals appear here as soon as they are marked closed won.</Hint>
    );
  }
  return null;
}

function OtherCurrencies({ revenue: { otherCurrencies } }: { readonly revenue: Revenue }) {
  return (
    <section className="card card__body stack stack--tight" aria-label="Other currencies">
      <h3>Other currencies</h3>
      <p className="small quiet">Totals for the fiscal year. Not converted, and not included above.</p>
      <dl className="facts">
        {otherCurrencies.map(({ currency, revenue }) => (
          <div key={currency} className="facts__one">
            <dt>{currency}</dt>
            <dd>{formatMoney(revenue)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

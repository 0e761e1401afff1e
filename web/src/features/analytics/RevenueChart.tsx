import { periodName } from '../../shared/fiscal-year';
import { formatCompact, formatMoney } from '../../ui/money';
import { heightOf, scaleOf, shortName } from './figures';
import type { RevenueOfPeriod } from './queries';

interface RevenueChartProps {
  readonly label: string;
  readonly periods: readonly RevenueOfPeriod[];
  readonly hasTargets: boolean;
}

/** Bars for the revenue, a line across each for its target. The table below has the exact figures. */
export function RevenueChart({ label, periods, hasTargets }: RevenueChartProps) {
  const scale = scaleOf(periods);
  const currency = periods[0]?.revenue.currency ?? 'EUR';
  return (
    <figure className="chart">
      <div
        className="chart__plot"
        role="img"
        aria-label={`Bar chart: ${label.toLowerCase()}${hasTargets ? ' against target' : ''}. The table below has the exact figures.`}
      >
        <div className="chart__scale small quiet" aria-hidden>
          {[scale, scale / 2, 0].map((amount) => (
            <span key={amount}>{formatCompact({ amount, currency })}</span>
          ))}
        </div>
        <div className="chart__bars">
          {periods.map((one) => (
            <Bar key={one.period} one={one} scale={scale} />
          ))}
        </div>
      </div>
      <figcaption className="row small quiet" aria-hidden>
        <span className="row row--tight">
          <span className="chart__key" /> Revenue
        </span>
        {hasTargets && (
          <span className="row row--tight">
            <span className="chart__key chart__key--target" /> Target
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function Bar({ one, scale }: { readonly one: RevenueOfPeriod; readonly scale: number }) {
  const { period, revenue, target } = one;
  const words = `${periodName(period)}: ${formatMoney(revenue)}${target ? ` of ${formatMoney(target)}` : ''}`;
  return (
    <div className="chart__column" title={words}>
      <div className="chart__well">
        <span className="chart__bar" style={{ height: `${heightOf(revenue.amount, scale)}%` }} />
        {target && <span className="chart__target" style={{ bottom: `${heightOf(target.amount, scale)}%` }} />}
      </div>
      <span className="chart__name small quiet">
        <span className="chart__short">{shortName(period, 'short')}</span>
        <span className="chart__narrow">{shortName(period, 'narrow')}</span>
      </span>
    </div>
  );
}

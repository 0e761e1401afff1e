import { periodName } from '../../shared/fiscal-year';
import { formatFigure } from '../../ui/money';
import { percent } from './figures';
import type { RevenueOfPeriod } from './queries';

interface RevenueTableProps {
  readonly label: string;
  readonly periods: readonly RevenueOfPeriod[];
  readonly hasTargets: boolean;
}

/** The figures of a chart. */
export function RevenueTable({ label, periods, hasTargets }: RevenueTableProps) {
  return (
    <div className="table-box">
      <table className="table table--dense">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col" className="number">
              Revenue
            </th>
            {hasTargets && (
              <>
                <th scope="col" className="number">
                  Target
                </th>
                <th scope="col" className="number">
                  % of target
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {periods.map(({ period, revenue, target, attainment }) => (
            <tr key={period}>
              <th scope="row">{periodName(period)}</th>
              <td className="number">{formatFigure(revenue)}</td>
              {hasTargets && (
                <>
                  <td className="number">{target ? formatFigure(target) : '–'}</td>
                  <td className="number">{percent(attainment)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

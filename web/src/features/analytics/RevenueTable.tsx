import { periodName } from '../../shared/fiscal-year';
import { columnFormat } from '../../ui/format/money';
import { ScrollBox } from '../../ui/table/ScrollBox';
import { percent, totalOf, type PeriodState } from './figures';
import type { RevenueOfPeriod } from './queries';

interface RevenueTableProps {
  readonly label: string;
  readonly periods: readonly RevenueOfPeriod[];
  readonly hasTargets: boolean;
  readonly stateOf: (period: string) => PeriodState;
  /** Opens the deals of a period. */
  readonly onOpen: (period: string) => void;
}

/** The figures of a chart, with their total. */
export function RevenueTable({ label, periods, hasTargets, stateOf, onOpen }: RevenueTableProps) {
  const total = totalOf(periods);
  const rows = [...periods, total];
  const formatRevenue = columnFormat(rows.map(({ revenue }) => revenue));
  const formatTarget = columnFormat(rows.flatMap(({ target }) => target ?? []));
  return (
    <ScrollBox label={`${label}, table`}>
      <table className="table table--dense">
        <caption className="visually-hidden">{label}</caption>
        <TableHead hasTargets={hasTargets} />
        <tbody>
          {periods.map(({ period, revenue, target, attainment }) => {
            const state = stateOf(period);
            // A deal may have a close date to come.
            const isToCome = state === 'future' && revenue.amount === 0;
            return (
              <tr key={period}>
                <th scope="row">
                  {periodName(period)}
                  {state === 'current' && <span className="small quiet period__state"> (in progress)</span>}
                </th>
                <td className="number">
                  {isToCome ? (
                    '–'
                  ) : (
                    <button
                      type="button"
                      className="figure-button"
                      aria-label={`${formatRevenue(revenue)}: deals of ${periodName(period)}`}
                      onClick={() => {
                        onOpen(period);
                      }}
                    >
                      {formatRevenue(revenue)}
                    </button>
                  )}
                  {target && <TargetBelow text={formatTarget(target)} />}
                </td>
                {hasTargets && (
                  <>
                    <td className="number cell-target">{target ? formatTarget(target) : '–'}</td>
                    <td className="number">{isToCome ? '–' : percent(attainment)}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td className="number">
              {formatRevenue(total.revenue)}
              {total.target && <TargetBelow text={formatTarget(total.target)} />}
            </td>
            {hasTargets && (
              <>
                <td className="number cell-target">{total.target ? formatTarget(total.target) : '–'}</td>
                <td className="number">{percent(total.attainment)}</td>
              </>
            )}
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}

/** On a phone, in place of the column "Target". */
function TargetBelow({ text }: { readonly text: string }) {
  return <span className="small quiet target-below">of {text}</span>;
}

function TableHead({ hasTargets }: { readonly hasTargets: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">Period</th>
        <th scope="col" className="number">
          Revenue
        </th>
        {hasTargets && (
          <>
            <th scope="col" className="number cell-target">
              Target
            </th>
            <th scope="col" className="number cell-percent">
              % of target
            </th>
          </>
        )}
      </tr>
    </thead>
  );
}

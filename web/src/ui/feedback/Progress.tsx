import { ProgressBar } from 'react-aria-components';

interface ProgressProps {
  readonly label: string;
  readonly finished: number;
  readonly total: number;
}

/** How far a change of many things is: "100 of 250". */
export function Progress({ label, finished, total }: ProgressProps) {
  return (
    <ProgressBar
      className="bar"
      aria-label={label}
      value={finished}
      maxValue={total}
      valueLabel={`${finished.toLocaleString()} of ${total.toLocaleString()}`}
    >
      {({ percentage = 0, valueText }) => (
        <>
          <span className="bar__track">
            <span className="bar__fill" style={{ width: `${percentage}%` }} />
          </span>
          <span className="small quiet">{valueText}</span>
        </>
      )}
    </ProgressBar>
  );
}

/** How a bar looks: as usual, nearly or completely full, or beyond what it may hold. */
export type BarTone = 'default' | 'warning' | 'danger';

interface BarTrackProps {
  readonly percentage: number;
  readonly tone?: BarTone;
}

/** The drawn part of a progress bar or meter, which screen readers do not need. */
export function BarTrack({ percentage, tone = 'default' }: BarTrackProps) {
  return (
    <span className="bar__track" aria-hidden>
      <span
        className={tone === 'default' ? 'bar__fill' : `bar__fill bar__fill--${tone}`}
        style={{ display: 'block', width: `${percentage}%` }}
      />
    </span>
  );
}

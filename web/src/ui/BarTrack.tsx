/** The drawn part of a progress bar or meter, which screen readers do not need. */
export function BarTrack({ percentage, isFull = false }: { readonly percentage: number; readonly isFull?: boolean }) {
  return (
    <span className="bar__track" aria-hidden>
      <span
        className={isFull ? 'bar__fill bar__fill--full' : 'bar__fill'}
        style={{ display: 'block', width: `${percentage}%` }}
      />
    </span>
  );
}

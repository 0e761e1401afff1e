import { useRef, useState, type KeyboardEvent } from 'react';
import { periodName } from '../../shared/fiscal-year';
import { formatCompact } from '../../ui/format/money';
import { heightOf, scaleOf, shortName, type PeriodState } from './figures';
import { barText } from './bar-text';
import type { RevenueOfPeriod } from './queries';

interface RevenueChartProps {
  readonly label: string;
  readonly periods: readonly RevenueOfPeriod[];
  readonly hasTargets: boolean;
  readonly stateOf: (period: string) => PeriodState;
  /** Opens the deals of a period. */
  readonly onOpen: (period: string) => void;
}

/**
 * Bars for the revenue and a line for the target. Each bar is a button that shows its figures and opens its deals; the arrow keys
 * move between them. The table below has the same figures. Without any, there is no chart.
 */
export function RevenueChart({ label, periods, hasTargets, stateOf, onOpen }: RevenueChartProps) {
  const scale = scaleOf(periods);
  const currency = periods[0]?.revenue.currency ?? 'EUR';
  if (scale === null) return <p className="small quiet">No closed-won deals yet.</p>;
  const states = periods.map(({ period }) => stateOf(period));
  return (
    <figure className="chart">
      <div className="chart__plot">
        <div className="chart__scale small quiet" aria-hidden>
          {[scale, scale / 2, 0].map((amount) => (
            <span key={amount}>{formatCompact({ amount, currency })}</span>
          ))}
        </div>
        <Bars
          label={`Bar chart: ${label.toLowerCase()}${hasTargets ? ' against target' : ''}`}
          periods={periods}
          states={states}
          scale={scale}
          onOpen={onOpen}
        />
      </div>
      <figcaption className="row small quiet" aria-hidden>
        <Key kind="" text="Revenue" />
        {states.includes('current') && <Key kind=" chart__key--current" text="In progress" />}
        {hasTargets && <Key kind=" chart__key--target" text="Target" />}
      </figcaption>
    </figure>
  );
}

function Key({ kind, text }: { readonly kind: string; readonly text: string }) {
  return (
    <span className="row row--tight">
      <span className={`chart__key${kind}`} /> {text}
    </span>
  );
}

interface BarsProps {
  readonly label: string;
  readonly periods: readonly RevenueOfPeriod[];
  readonly states: readonly PeriodState[];
  readonly scale: number;
  readonly onOpen: (period: string) => void;
}

function Bars({ label, periods, states, scale, onOpen }: BarsProps) {
  const group = useRef<HTMLDivElement>(null);
  /** The bar whose figures are shown; null: none. */
  const [shown, setShown] = useState<number | null>(null);
  /** The bar that the Tab key reaches. */
  const [reached, setReached] = useState(0);
  const moveTo = (index: number) => {
    const bars = group.current?.querySelectorAll('button');
    bars?.[Math.min(Math.max(index, 0), periods.length - 1)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, reached, periods.length);
    if (next !== null) {
      event.preventDefault();
      moveTo(next);
    }
    if (event.key === 'Escape') setShown(null);
  };
  return (
    <div
      ref={group}
      className={periods.length > 4 ? 'chart__bars' : 'chart__bars chart__bars--few'}
      role="toolbar"
      aria-label={label}
      onKeyDown={onKeyDown}
      onPointerLeave={({ pointerType }) => {
        // A finger leaves with each touch.
        if (pointerType === 'mouse') setShown(null);
      }}
      onBlur={() => {
        setShown(null);
      }}
    >
      {periods.map((one, index) => (
        <Bar
          key={one.period}
          one={one}
          before={periods[index - 1]}
          state={states[index] ?? 'past'}
          scale={scale}
          place={index < periods.length / 3 ? 'start' : index >= (periods.length * 2) / 3 ? 'end' : 'middle'}
          isShown={shown === index}
          isReached={reached === index}
          onShow={(isShown) => {
            setShown(isShown ? index : null);
            if (isShown) setReached(index);
          }}
          onOpen={() => {
            onOpen(one.period);
          }}
        />
      ))}
    </div>
  );
}

/** Where a key leads; null: it does not move. */
function nextIndex(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return index + 1;
  if (key === 'ArrowLeft') return index - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

interface BarProps {
  readonly one: RevenueOfPeriod;
  readonly before: RevenueOfPeriod | undefined;
  readonly state: PeriodState;
  readonly scale: number;
  /** On which side there is space for the figures. */
  readonly place: 'start' | 'middle' | 'end';
  readonly isShown: boolean;
  readonly isReached: boolean;
  readonly onShow: (isShown: boolean) => void;
  readonly onOpen: () => void;
}

function Bar({ one, before, state, scale, place, isShown, isReached, onShow, onOpen }: BarProps) {
  const { period, revenue, target } = one;
  /** A finger shows the figures first, and opens the deals with the second touch. */
  const isFirstTouch = useRef(false);
  const text = barText(one, state);
  return (
    <div className="chart__column">
      <button
        type="button"
        className="chart__button"
        aria-label={`${periodName(period)}: ${text.join(', ')}`}
        tabIndex={isReached ? 0 : -1}
        onPointerDown={({ pointerType }) => {
          isFirstTouch.current = pointerType === 'touch' && !isShown;
        }}
        onPointerEnter={({ pointerType }) => {
          if (pointerType === 'mouse') onShow(true);
        }}
        onFocus={() => {
          onShow(true);
        }}
        onClick={() => {
          if (isFirstTouch.current) onShow(true);
          else onOpen();
          isFirstTouch.current = false;
        }}
      >
        <span className="chart__well">
          <span
            className={state === 'current' ? 'chart__bar chart__bar--current' : 'chart__bar'}
            style={{ height: `${heightOf(revenue.amount, scale)}%` }}
            data-value={revenue.amount > 0 ? formatCompact(revenue) : ''}
          />
          {target && <TargetLine target={target.amount} before={before?.target?.amount} scale={scale} />}
        </span>
        <span className={state === 'current' ? 'chart__name small strong' : 'chart__name small quiet'}>
          <span className="chart__short">{shortName(period, 'short')}</span>
          <span className="chart__narrow">{shortName(period, 'narrow')}</span>
        </span>
      </button>
      {isShown && (
        <span className={`chart__tip chart__tip--${place} small`} aria-hidden>
          <span className="strong">{periodName(period)}</span>
          {text.map((line) => (
            <span key={line}>{line}</span>
          ))}
          <span className="quiet">Select to see the deals</span>
        </span>
      )}
    </div>
  );
}

interface TargetLineProps {
  readonly target: number;
  /** The target of the bar before. */
  readonly before: number | undefined;
  readonly scale: number;
}

/** The line across a bar, joined to that of the bar before. */
function TargetLine({ target, before, scale }: TargetLineProps) {
  const bottom = heightOf(target, scale);
  const other = before === undefined ? bottom : heightOf(before, scale);
  return (
    <>
      <span className="chart__target" style={{ bottom: `${bottom}%` }} />
      {other !== bottom && (
        <span
          className="chart__step"
          style={{ bottom: `${Math.min(bottom, other)}%`, height: `${Math.abs(bottom - other)}%` }}
        />
      )}
    </>
  );
}

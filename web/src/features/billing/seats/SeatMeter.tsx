import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Label, Meter } from 'react-aria-components';
import { useMay, useOrganizationId } from '../../../shared/use-organization';
import { BarTrack, type BarTone } from '../../../ui/parts/BarTrack';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { seatsQuery } from '../queries';
import { MoreSeats } from './MoreSeats';
import { type Seats, seatsLeft } from './seats-left';

interface SeatMeterProps {
  /** Where more seats are offered: with the meter, or elsewhere on the page. */
  readonly moreSeats?: 'here' | 'elsewhere';
}

/** From this share of the seats on, the meter warns. */
const NEARLY_FULL = 80;

/** How many seats are in use, and how to get more. */
export function SeatMeter({ moreSeats = 'here' }: SeatMeterProps) {
  const query = useQuery(seatsQuery(useOrganizationId()));
  const { data: seats, error } = query;
  if (error && !seats) return <QueryFailed query={query} />;
  if (!seats) return <LoadingBlock height={74} />;
  return <SeatCard seats={seats} moreSeats={moreSeats} />;
}

function SeatCard({ seats, moreSeats }: SeatMeterProps & { readonly seats: Seats }) {
  const [isAsking, setIsAsking] = useState(false);
  // The owner is asked for more seats only when there are none left.
  const may = useMay();
  const { used, pending, limit } = seats;
  const isFull = limit !== null && used >= limit;
  const fill = limit === null ? 0 : (used / limit) * 100;
  return (
    <section className="card card__body row row--apart" aria-label="Seats">
      <Meter
        className="bar seat-meter"
        value={used}
        minValue={0}
        maxValue={limit ?? Math.max(used, 1)}
        valueLabel={seatsLeft(seats)}
      >
        <span className="row row--apart">
          <Label className="strong">{seatsLeft(seats)}</Label>
          <span className="small quiet figures">
            {used.toLocaleString()} in use{pending > 0 ? ` (${pending.toLocaleString()} pending)` : ''}
          </span>
        </span>
        {limit !== null && <BarTrack percentage={Math.min(100, fill)} tone={toneOf(fill)} />}
      </Meter>
      {moreSeats === 'here' && limit !== null && (isFull || may('billing:manage')) && (
        <MoreSeats isAsking={isAsking} onAsk={setIsAsking} variant="default" />
      )}
    </section>
  );
}

function toneOf(percentage: number): BarTone {
  if (percentage > 100) return 'danger';
  return percentage >= NEARLY_FULL ? 'warning' : 'default';
}

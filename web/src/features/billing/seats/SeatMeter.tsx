import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Label, Meter } from 'react-aria-components';
import { useOrganizationId } from '../../../shared/use-organization';
import { QueryFailed } from '../../../ui/LoadFailed';
import { Loading, Skeleton } from '../../../ui/Skeleton';
import { MoreSeats } from './MoreSeats';
import { seatsQuery } from '../queries';
import { type Seats, seatsLeft } from './seats-left';

/** How many seats are in use, and how to get more. */
export function SeatMeter() {
  const query = useQuery(seatsQuery(useOrganizationId()));
  const { data: seats, error } = query;
  if (error && !seats) return <QueryFailed query={query} />;
  if (!seats) {
    return (
      <Loading>
        <Skeleton width="100%" height={74} />
      </Loading>
    );
  }
  return <SeatCard seats={seats} />;
}

function SeatCard({ seats }: { readonly seats: Seats }) {
  const [isAsking, setIsAsking] = useState(false);
  const { used, pending, limit } = seats;
  const isFull = limit !== null && used >= limit;
  const fill = limit === null ? 0 : Math.min(100, (used / limit) * 100);
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
        {limit !== null && (
          <span className="bar__track" aria-hidden>
            <span
              className={`bar__fill${isFull ? ' bar__fill--full' : ''}`}
              style={{ display: 'block', width: `${fill}%` }}
            />
          </span>
        )}
      </Meter>
      {limit !== null && <MoreSeats isAsking={isAsking} onAsk={setIsAsking} variant={isFull ? 'primary' : 'default'} />}
    </section>
  );
}

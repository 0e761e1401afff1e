import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Label, Meter } from 'react-aria-components';
import { useMay, useOrganizationId } from '../../../shared/use-organization';
import { BarTrack } from '../../../ui/BarTrack';
import { QueryFailed } from '../../../ui/LoadFailed';
import { LoadingBlock } from '../../../ui/Skeleton';
import { seatsQuery } from '../queries';
import { MoreSeats } from './MoreSeats';
import { type Seats, seatsLeft } from './seats-left';

/** How many seats are in use, and how to get more. */
export function SeatMeter() {
  const query = useQuery(seatsQuery(useOrganizationId()));
  const { data: seats, error } = query;
  if (error && !seats) return <QueryFailed query={query} />;
  if (!seats) return <LoadingBlock height={74} />;
  return <SeatCard seats={seats} />;
}

function SeatCard({ seats }: { readonly seats: Seats }) {
  const [isAsking, setIsAsking] = useState(false);
  // The owner is asked for more seats only when there are none left.
  const may = useMay();
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
        {limit !== null && <BarTrack percentage={fill} isFull={isFull} />}
      </Meter>
      {limit !== null && (isFull || may('billing:manage')) && (
        <MoreSeats isAsking={isAsking} onAsk={setIsAsking} variant="default" />
      )}
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { useOrganizationId } from '../../shared/use-organization';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton';
import { RangePicker } from './RangePicker';
import { formatDays } from './ranges';
import { summaryQuery } from './queries';
import { paceSentence, tilesOf, type Tile } from './summary-text';
import { useRange } from './use-range';

/** The key figures of the chosen days, compared with the days before and with last year. */
export function SummaryView({ isOwn }: { readonly isOwn: boolean }) {
  const id = useOrganizationId();
  const { days } = useRange();
  const query = useQuery(summaryQuery(id, days, 'previous_period'));
  const { data: year } = useQuery(summaryQuery(id, days, 'previous_year'));
  const { data } = query;
  const sentence = data && paceSentence(data);
  const names = [data, year].map((one) => one && formatDays(one.period.previous));
  // A year is compared with the year before in both ways.
  const against = [...new Set(names)];
  return (
    <section className="stack" aria-label={isOwn ? 'Your key figures' : 'Key figures'}>
      <RangePicker days={data?.period} />
      {query.error && <QueryFailed query={query} />}
      {!data && !query.error && <LoadingTiles count={isOwn ? 4 : 7} />}
      {data && (
        <>
          <dl className="tiles">
            {tilesOf(data.tiles, year?.tiles, { isOwn }).map((tile) => (
              <TileCard key={tile.label} tile={tile} against={against} />
            ))}
          </dl>
          {sentence && <p className="pace">{sentence}</p>}
        </>
      )}
    </section>
  );
}

/** As high as the tiles will be, so that nothing below them moves. */
function LoadingTiles({ count }: { readonly count: number }) {
  return (
    <Loading>
      <div className="tiles">
        {Array.from({ length: count }, (_tile, index) => (
          <div key={index} className="card tile tile--loading">
            <Skeleton width={72} />
            <Skeleton width={112} height={24} />
          </div>
        ))}
      </div>
    </Loading>
  );
}

interface TileCardProps {
  readonly tile: Tile;
  /** The names of the compared days. */
  readonly against: readonly (string | undefined)[];
}

function TileCard({ tile: { label, value, changes }, against }: TileCardProps) {
  return (
    <div className="card tile">
      <dt className="small quiet">{label}</dt>
      <dd className="tile__value figures">{value}</dd>
      {against.map((name, index) => (
        <dd key={name ?? ''} className="small quiet tile__change">
          <ChangeText change={changes[index] ?? null} /> <span>vs {name ?? '…'}</span>
        </dd>
      ))}
    </div>
  );
}

const ARROWS = { up: ArrowUp, down: ArrowDown, same: Minus } as const;
const WORDS = { up: 'Up', down: 'Down', same: 'Unchanged,' } as const;

function ChangeText({ change }: { readonly change: Tile['changes'][number] }) {
  if (!change) return <span>–</span>;
  const { text, direction, isBetter } = change;
  const Arrow = ARROWS[direction];
  const tone = isBetter === null ? '' : isBetter ? ' tile__trend--good' : ' tile__trend--bad';
  return (
    <span className={`tile__trend${tone}`}>
      <Arrow size={14} aria-hidden />
      <span className="visually-hidden">{WORDS[direction]} </span>
      {text}
    </span>
  );
}

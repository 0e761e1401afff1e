import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton';
import { NothingYet } from './NothingYet';
import { RangePicker } from './RangePicker';
import { formatDays } from './ranges';
import type { Summary } from './queries';
import { comparedWith, paceSentence, tilesOf, type Tile } from './summary-text';
import { useSummary } from './use-summary';

/** The key figures of the chosen days, compared with the days before and with last year. */
export function SummaryView({ isOwn }: { readonly isOwn: boolean }) {
  const { query, data, year, isEmpty } = useSummary();
  return (
    <section className="stack" aria-label={isOwn ? 'Your key figures' : 'Key figures'}>
      <div className="view-head">
        <h2 aria-live="polite">Summary{data && `: ${formatDays(data.period)}`}</h2>
        <RangePicker days={data?.period} />
      </div>
      {query.error && <QueryFailed query={query} />}
      {!data && !query.error && <LoadingTiles count={isOwn ? 4 : 7} />}
      {isEmpty && <NothingYet isOwn={isOwn} />}
      {data && !isEmpty && <Figures data={data} year={year} isOwn={isOwn} />}
    </section>
  );
}

interface FiguresProps {
  readonly data: Summary;
  readonly year: Summary | undefined;
  readonly isOwn: boolean;
}

function Figures({ data, year, isOwn }: FiguresProps) {
  const sentence = paceSentence(data);
  const compared = comparedWith(data, year);
  return (
    <>
      <dl className="tiles">
        {tilesOf(data.tiles, year?.tiles, { isOwn }).map((tile) => (
          <TileCard key={tile.label} tile={tile} against={compared} />
        ))}
      </dl>
      {compared.length > 0 && (
        <p className="small quiet">
          Compared with {compared.map(({ days, name }) => `${formatDays(days)} (${name})`).join(' and ')}.
        </p>
      )}
      {sentence && <p className="pace">{sentence}</p>}
    </>
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
  readonly against: ReturnType<typeof comparedWith>;
}

function TileCard({ tile: { label, value, changes }, against }: TileCardProps) {
  return (
    <div className="card tile">
      <dt className="small quiet">{label}</dt>
      <dd className="tile__value figures">{value}</dd>
      {against.map(({ name, of }) => {
        const change = changes[of];
        return (
          change && (
            <dd key={name} className="small quiet tile__change">
              <ChangeText change={change} /> <span>vs {name}</span>
            </dd>
          )
        );
      })}
    </div>
  );
}

const ARROWS = { up: ArrowUp, down: ArrowDown, same: Minus } as const;
const WORDS = { up: 'Up', down: 'Down', same: 'Unchanged,' } as const;

function ChangeText({ change }: { readonly change: NonNullable<Tile['changes'][number]> }) {
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

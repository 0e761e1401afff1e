import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Label, ProgressBar } from 'react-aria-components';
import { CopyButton } from '../../ui/CopyButton';
import { QueryFailed } from '../../ui/LoadFailed';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { count } from '../../ui/words';
import { importQuery, type Import } from './queries';

interface ImportProgressProps {
  readonly organizationId: string;
  readonly importId: string;
}

/** An import that runs, or how it ended, with every line that was rejected. */
export function ImportProgress({ organizationId, importId }: ImportProgressProps) {
  const query = useQuery(importQuery(organizationId, importId));
  const { data, error } = query;
  return (
    <section className="card" aria-label="Import">
      <div className="card__body stack">
        <QueryFailed query={query} />
        {!data && !error && (
          <Loading>
            <Skeleton width="100%" height={48} />
          </Loading>
        )}
        {data && <Followed one={data} />}
      </div>
      <div className="card__foot">
        <Link to="/o/$organizationId/settings/import" params={{ organizationId }} search={{}} className="button">
          Import another file
        </Link>
      </div>
    </section>
  );
}

function Followed({ one }: { readonly one: Import }) {
  const { progress, rejected, status } = one;
  return (
    <>
      {one.finishedAt === null && (
        <ProgressBar className="bar" value={progress.done} maxValue={Math.max(progress.total, 1)}>
          {({ percentage = 0 }) => (
            <>
              <Label className="figures">{progressInWords(one)}</Label>
              <span className="bar__track" aria-hidden>
                <span className="bar__fill" style={{ display: 'block', width: `${percentage}%` }} />
              </span>
            </>
          )}
        </ProgressBar>
      )}
      <p
        role="status"
        className={status === 'failed' ? 'field__error' : one.finishedAt === null ? 'out-of-sight' : 'strong'}
      >
        {one.finishedAt === null ? progressInWords(one) : endInWords(one)}
      </p>
      {rejected.length > 0 && <Rejected rejected={rejected} />}
    </>
  );
}

/** So many lines are drawn; all can be copied. */
const SHOWN = 200;

function Rejected({ rejected }: { readonly rejected: Import['rejected'] }) {
  const text = rejected.map(({ line, detail }) => `Line ${line}: ${detail}`).join('\n');
  return (
    <div className="stack stack--tight">
      <div className="row row--apart">
        <h2>{count(rejected.length, 'rejected row')}</h2>
        <CopyButton text={text} size="small">
          Copy all
        </CopyButton>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard */}
      <ul className="rejected" aria-label="Rejected rows" tabIndex={0}>
        {rejected.slice(0, SHOWN).map(({ line, detail }) => (
          <li key={line}>
            <span className="strong">Line {line.toLocaleString()}</span> {detail}
          </li>
        ))}
      </ul>
      {rejected.length > SHOWN && (
        <p className="small quiet">{(rejected.length - SHOWN).toLocaleString()} more; copy all to see them.</p>
      )}
    </div>
  );
}

function progressInWords({ status, progress: { total, done } }: Import): string {
  if (status === 'queued') return 'Waiting for its turn';
  return total === 0 ? 'Reading the file' : `${done.toLocaleString()} of ${count(total, 'row')}`;
}

function endInWords({ kind, status, progress: { done }, rejected, reason }: Import): string {
  const created = done - rejected.length;
  const sentence = `${count(created, kind.slice(0, -1))} imported, ${rejected.length.toLocaleString()} rejected.`;
  return status === 'failed' ? `The import failed. ${reason ?? ''} ${sentence}` : sentence;
}

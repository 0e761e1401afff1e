import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { Label, ProgressBar } from 'react-aria-components';
import { BarTrack } from '../../ui/parts/BarTrack';
import { Button } from '../../ui/parts/Button';
import { CopyButton } from '../../ui/parts/CopyButton';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Notice } from '../../ui/feedback/Notice';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { count } from '../../ui/format/count';
import { useAction } from '../../ui/feedback/use-action';
import { importQuery, saveRejectedRows, type Import } from './queries';

interface ImportProgressProps {
  readonly organizationId: string;
  readonly importId: string;
}

/** The progress or the result of an import, with every rejected row. */
export function ImportProgress({ organizationId, importId }: ImportProgressProps) {
  const query = useQuery(importQuery(organizationId, importId));
  const { data, error } = query;
  return (
    <section className="card" aria-label="Import">
      <div className="card__body stack">
        <QueryFailed query={query} />
        {!data && !error && <LoadingBlock height={48} />}
        {data && <ImportStatus organizationId={organizationId} item={data} />}
      </div>
      <div className="card__foot">
        <Link to="/o/$organizationId/settings/import" params={{ organizationId }} search={{}} className="button">
          Import another file
        </Link>
      </div>
    </section>
  );
}

interface ImportStatusProps {
  readonly organizationId: string;
  readonly item: Import;
}

function ImportStatus({ organizationId, item }: ImportStatusProps) {
  const { progress, rejected, status } = item;
  return (
    <>
      {item.finishedAt === null && (
        <ProgressBar className="bar" value={progress.done} maxValue={Math.max(progress.total, 1)}>
          {({ percentage = 0 }) => (
            <>
              <Label className="figures">{progressInWords(item)}</Label>
              <BarTrack percentage={percentage} />
            </>
          )}
        </ProgressBar>
      )}
      <p
        role="status"
        className={status === 'failed' ? 'field__error' : item.finishedAt === null ? 'visually-hidden' : 'strong'}
      >
        {item.finishedAt === null ? progressInWords(item) : resultInWords(item)}
      </p>
      {rejected.length > 0 && <Rejected organizationId={organizationId} item={item} />}
    </>
  );
}

/** The number of rows shown; all can be copied or downloaded. */
const SHOWN = 200;

function Rejected({ organizationId, item: { id, kind, rejected } }: ImportStatusProps) {
  const save = useAction(
    () => saveRejectedRows(organizationId, id, kind),
    () => undefined,
  );
  const text = rejected.map(({ line, detail }) => `Line ${line}: ${detail}`).join('\n');
  return (
    <div className="stack stack--tight">
      <div className="row row--apart">
        <h2>{count(rejected.length, 'rejected row')}</h2>
        <div className="row">
          <CopyButton text={text} size="small">
            Copy all
          </CopyButton>
          <Button
            size="small"
            isPending={save.isPending}
            onPress={() => {
              save.run(undefined);
            }}
          >
            <Download size={16} aria-hidden />
            Download rejected rows
          </Button>
        </div>
      </div>
      <p className="small quiet">
        Correct the downloaded file and import it again. Its first two columns are not imported. Values are kept for 30
        days.
      </p>
      {save.refusal && <Notice refusal={save.refusal} />}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard */}
      <ul className="rejected" aria-label="Rejected rows" tabIndex={0}>
        {rejected.slice(0, SHOWN).map(({ line, detail }) => (
          <li key={line}>
            <span className="strong">Line {line.toLocaleString()}:</span> {detail}
          </li>
        ))}
      </ul>
      {rejected.length > SHOWN && (
        <p className="small quiet">{(rejected.length - SHOWN).toLocaleString()} more. Download them to see all.</p>
      )}
    </div>
  );
}

function progressInWords({ status, progress: { total, done } }: Import): string {
  if (status === 'queued') return 'Queued';
  return total === 0 ? 'Reading the file' : `${done.toLocaleString()} of ${count(total, 'row')}`;
}

function resultInWords({ kind, status, progress: { done }, rejected, reason }: Import): string {
  const created = done - rejected.length;
  const sentence = `${count(created, kind.slice(0, -1))} imported, ${rejected.length.toLocaleString()} rejected.`;
  return status === 'failed' ? `The import failed. ${reason ?? ''} ${sentence}` : sentence;
}

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { KIND_NAMES, OWNED_KINDS } from '../../shared/record-kinds';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization, useOrganizationId } from '../../shared/use-organization';
import { BarTrack } from '../../ui/parts/BarTrack';
import { Button } from '../../ui/parts/Button';
import { CopyButton } from '../../ui/parts/CopyButton';
import { Moment } from '../../ui/format/Time';
import { count } from '../../ui/format/count';
import { showRefusal, hideRefusal } from '../../ui/feedback/toast-store';
import { paceInWords, paceOf } from './pace';
import { cancel, isFinished, refreshOwnership, type Reassignment } from './queries';
import { endSentence, namedIn, progressInWords, routeInWords } from './reassignment-text';
import { useProgress } from './use-progress';

export function ReassignmentItem({ reassignment }: { readonly reassignment: Reassignment }) {
  const { timezone } = useOrganization();
  const now = useProgress(reassignment);
  const names = useMemberNames(namedIn(now));
  return (
    <li className="reassignment">
      <div className="row row--apart">
        <span className="strong">{routeInWords(now, names)}</span>
        <span className="small quiet">
          {now.requestedBy.name}, <Moment at={now.createdAt} timeZone={timezone} />
        </span>
      </div>
      {!isFinished(now) && <Running reassignment={now} />}
      <ReassignmentStatus
        reassignment={now}
        sentence={isFinished(now) ? endSentence(now, names, timezone) : progressInWords(now)}
      />
    </li>
  );
}

interface ReassignmentStatusProps {
  readonly reassignment: Reassignment;
  readonly sentence: string;
}

/** Until the reassignment has ended, its progress for screen readers only, since the bar shows it; then its result. */
function ReassignmentStatus({ reassignment, sentence }: ReassignmentStatusProps) {
  const hasEnded = isFinished(reassignment);
  return (
    <div className={hasEnded ? 'row row--apart' : 'visually-hidden'}>
      <p role="status" className={reassignment.status === 'failed' ? 'field__error' : 'quiet'}>
        {sentence}
      </p>
      {hasEnded && (
        <CopyButton text={sentence} variant="plain" size="small">
          Copy
        </CopyButton>
      )}
    </div>
  );
}

function Running({ reassignment }: { readonly reassignment: Reassignment }) {
  const organizationId = useOrganizationId();
  const { progress, startedAt, status, id } = reassignment;
  const action = `cancel ${id}`;
  const { mutate, isPending } = useMutation({
    mutationFn: () => cancel(organizationId, id),
    onMutate: () => {
      hideRefusal(action);
    },
    onError: (error) => {
      showRefusal(error, { action });
    },
    onSettled: () => refreshOwnership(organizationId),
  });
  const pace = paceOf(progress.done, progress.total, startedAt, useNow());
  return (
    <div className="stack stack--tight">
      <ProgressBar className="bar" value={progress.done} maxValue={Math.max(progress.total, 1)}>
        {({ percentage = 0 }) => (
          <>
            <span className="row row--apart">
              <Label className="figures">
                {status === 'queued'
                  ? 'Queued'
                  : `${progress.done.toLocaleString()} of ${count(progress.total, 'record')}`}
              </Label>
              <span className="small quiet figures">{pace ? paceInWords(pace) : ''}</span>
            </span>
            <BarTrack percentage={percentage} />
          </>
        )}
      </ProgressBar>
      <div className="row row--apart">
        <p className="small quiet figures">
          {OWNED_KINDS.filter((kind) => progress.byKind[kind])
            .map(
              (kind) =>
                `${KIND_NAMES[kind]} ${(progress.byKind[kind]?.done ?? 0).toLocaleString()} of ${(progress.byKind[kind]?.total ?? 0).toLocaleString()}`,
            )
            .join(' · ')}
        </p>
        <Button
          size="small"
          isPending={isPending}
          onPress={() => {
            mutate();
          }}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** The current time, updated every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}

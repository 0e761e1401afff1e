import { lazy, Suspense } from 'react';
import { Choices } from '../../ui/Choices';
import { Loading, Skeleton } from '../../ui/Skeleton';
import type { Fate, Source, Will } from './handover';
import { useCandidates } from './candidates';

// Searching and weighing weigh much themselves, and most removals leave the records unassigned.
const OneHeir = lazy(() => import('./Heirs').then((heirs) => ({ default: heirs.OneHeir })));
const SeveralHeirs = lazy(() => import('./Heirs').then((heirs) => ({ default: heirs.SeveralHeirs })));

interface WillFieldsProps {
  readonly label: string;
  readonly source: Source;
  readonly will: Will;
  readonly onChange: (will: Will) => void;
}

/** What shall become of somebody's records: nobody's, one person's, or shared by weight. */
export function WillFields({ label, source, will, onChange }: WillFieldsProps) {
  const { candidates, isPending } = useCandidates('', [source.from]);
  return (
    <>
      <Choices<Fate>
        label={label}
        value={will.fate}
        onChange={(fate) => {
          onChange({ ...will, fate });
        }}
        options={[
          {
            value: 'leave',
            label: 'Leave unassigned',
            hint: 'They remember whose they were and can be handed over at any time.',
          },
          {
            value: 'one',
            label: 'Give to one person',
            hint: 'All of them, in the background.',
            isDisabled: !isPending && candidates.length === 0,
          },
          {
            value: 'several',
            label: 'Share among several',
            hint: 'By weight, exact to the record.',
            isDisabled: !isPending && candidates.length < 2,
          },
        ]}
      />
      <Suspense
        fallback={
          <Loading>
            <Skeleton width="100%" height={60} />
          </Loading>
        }
      >
        {will.fate === 'one' && (
          <OneHeir
            from={source.from}
            heir={will.heir}
            onChange={(heir) => {
              onChange({ ...will, heir });
            }}
          />
        )}
        {will.fate === 'several' && (
          <SeveralHeirs
            source={source}
            will={will}
            onChange={(shares) => {
              onChange({ ...will, shares });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

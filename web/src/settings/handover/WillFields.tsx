import { Choices } from '../../ui/Choices';
import { lazyPart } from '../../ui/lazily';
import { useDraft } from '../../ui/use-draft';
import type { Fate, Source, Will } from './handover';
import { useCandidates } from './candidates';

// Searching and weighing weigh much themselves, and most removals leave the records unassigned.
const OneHeir = lazyPart(async () => (await import('./Heirs')).OneHeir, 60);
const SeveralHeirs = lazyPart(async () => (await import('./Heirs')).SeveralHeirs, 60);

interface WillFieldsProps {
  readonly label: string;
  readonly source: Source;
  readonly will: Will;
  readonly onChange: (will: Will) => void;
}

/** What shall become of somebody's records: nobody's, one person's, or shared by weight. */
export function WillFields({ label, source, will, onChange }: WillFieldsProps) {
  const { candidates, isPending } = useCandidates('', [source.from]);
  useDraft(will.heir !== null || will.shares.length > 0);
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
            label: 'Reassign to one person',
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
    </>
  );
}

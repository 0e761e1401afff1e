import { Choices } from '../../ui/Choices';
import { lazyPart } from '../../ui/lazy';
import { useDraft } from '../../ui/use-draft';
import type { Fate, Source, Will } from './handover';
import { useCandidates } from './use-candidates';

// Search and sliders are large files, and most removals leave the records unassigned.
const OneHeir = lazyPart(async () => (await import('./NewOwners')).OneHeir, 60);
const SeveralHeirs = lazyPart(async () => (await import('./NewOwners')).SeveralHeirs, 60);

interface WillFieldsProps {
  readonly label: string;
  readonly source: Source;
  readonly will: Will;
  readonly onChange: (will: Will) => void;
}

/** What happens to a member's records: unassigned, reassigned to one person, or split among several by weight. */
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
            hint: 'Records keep their previous owner’s name. You can reassign them at any time.',
          },
          {
            value: 'one',
            label: 'Reassign to one person',
            hint: 'Everything goes to one member.',
            isDisabled: !isPending && candidates.length === 0,
          },
          {
            value: 'several',
            label: 'Split among several people',
            hint: 'You choose each person’s share of the records.',
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

import { Choices } from '../../ui/form/Choices';
import { lazyPart } from '../../ui/loading/lazy';
import { useDraft } from '../../ui/dialog/use-draft';
import type { HandoverMode, Source, Handover } from './handover';
import { useCandidates } from './use-candidates';

// Search and sliders are large, and most removals leave the records unassigned.
const NewOwnerChoice = lazyPart(async () => (await import('./NewOwnerChoice')).NewOwnerChoice, 60);
const NewOwnerShares = lazyPart(async () => (await import('./NewOwnerShares')).NewOwnerShares, 60);

interface HandoverFieldsProps {
  readonly label: string;
  readonly source: Source;
  /** Further members whose records are handed over in the same way. */
  readonly others?: readonly string[];
  readonly handover: Handover;
  readonly onChange: (handover: Handover) => void;
  /** Whether the choice has the focus at first. */
  readonly autoFocus?: boolean;
}

/** What happens to a member's records: unassigned, reassigned to one person, or split among several by weight. */
export function HandoverFields({ label, source, others = [], handover, onChange, autoFocus }: HandoverFieldsProps) {
  const previous = [source.from, ...others];
  const { candidates, isPending } = useCandidates('', previous);
  const hasOne = isPending || candidates.length > 0;
  const hasSeveral = isPending || candidates.length > 1;
  useDraft(handover.newOwner !== null || handover.shares.length > 0);
  return (
    <>
      <Choices<HandoverMode>
        label={label}
        autoFocus={autoFocus === true}
        value={handover.mode}
        onChange={(mode) => {
          onChange({ ...handover, mode });
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
            hint: hasOne ? 'Everything goes to one member.' : 'No other member can own records: viewers can’t.',
            isDisabled: !hasOne,
          },
          {
            value: 'several',
            label: 'Split among several people',
            hint: hasSeveral
              ? 'You choose each person’s share of the records.'
              : 'Needs two other members who can own records.',
            isDisabled: !hasSeveral,
          },
        ]}
      />
      {handover.mode === 'one' && (
        <NewOwnerChoice
          except={previous}
          newOwner={handover.newOwner}
          onChange={(newOwner) => {
            onChange({ ...handover, newOwner });
          }}
        />
      )}
      {handover.mode === 'several' && (
        <NewOwnerShares
          source={others.length === 0 ? source : null}
          except={previous}
          handover={handover}
          onChange={(shares) => {
            onChange({ ...handover, shares });
          }}
        />
      )}
    </>
  );
}

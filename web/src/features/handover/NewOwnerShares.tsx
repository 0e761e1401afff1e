import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useOrganizationId } from '../../shared/use-organization';
import { IconButton } from '../../ui/parts/Button';
import { count } from '../../ui/format/count';
import { NewOwnerField } from './NewOwnerField';
import { countFor, percentages } from './counts';
import { isComplete, reassignmentPreviewQuery, type Share, type Source, type Handover } from './handover';

const DEFAULT_WEIGHT = 50;

const MAX_SHARES = 100;

interface NewOwnerSharesProps {
  /** Null: records of several members, of which each gets the shares; they are not counted before. */
  readonly source: Source | null;
  /** The previous owners. */
  readonly except: readonly string[];
  readonly handover: Handover;
  readonly onChange: (shares: readonly Share[]) => void;
}

/** New owners with their weights, and the number of records that each would get. */
export function NewOwnerShares({ source, except, handover, onChange }: NewOwnerSharesProps) {
  const { shares } = handover;
  const preview = reassignmentPreviewQuery(useOrganizationId(), source ?? { from: '' }, handover);
  const isCounted = source !== null && isComplete(handover);
  const { data: counts } = useQuery({ ...preview, enabled: isCounted });
  const percents = percentages(shares.map(({ weight }) => weight));
  const recordsOf = (of: readonly Share[]) =>
    isCounted && counts
      ? count(
          of.reduce((sum, { membershipId }) => sum + countFor(counts, membershipId), 0),
          'record',
        )
      : undefined;
  const change = (membershipId: string, weight: number) => {
    onChange(shares.map((share) => (share.membershipId === membershipId ? { ...share, weight } : share)));
  };
  return (
    <div className="stack">
      <ul className="stack">
        {shares.map((share, index) => (
          <li key={share.membershipId} className="row row--tight">
            <ShareRow
              share={share}
              result={inWords(percents[index], recordsOf([share]))}
              // A single person gets everything, whatever their weight.
              hasWeight={shares.length > 1}
              onChange={(weight) => {
                change(share.membershipId, weight);
              }}
            />
            <IconButton
              label={`Remove ${share.name}`}
              size="small"
              onPress={() => {
                onChange(withoutShare(shares, share));
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {shares.length > 1 && (
        <p className="row row--apart strong figures">
          <span>Total</span>
          <span>{inWords(isComplete(handover) ? 100 : 0, recordsOf(shares))}</span>
        </p>
      )}
      {shares.length < MAX_SHARES && (
        <NewOwnerField
          // After each choice an empty field with the focus.
          key={shares.length}
          autoFocus={shares.length > 0}
          label={shares.length === 0 ? 'Split among' : 'Add another'}
          except={[...except, ...shares.map(({ membershipId }) => membershipId)]}
          onChoose={(newOwner) => {
            onChange([...shares, { ...newOwner, weight: DEFAULT_WEIGHT }]);
          }}
        />
      )}
    </div>
  );
}

/** The other shares. The last one has a weight again: it cannot be changed any more. */
function withoutShare(shares: readonly Share[], { membershipId: removed }: Share): readonly Share[] {
  const left = shares.filter(({ membershipId }) => membershipId !== removed);
  return left.length === 1 ? left.map((share) => ({ ...share, weight: DEFAULT_WEIGHT })) : left;
}

/** "50% · 61 records"; the records only where they are counted. */
function inWords(percent = 0, records?: string): string {
  return records === undefined ? `${percent}%` : `${percent}% · ${records}`;
}

interface ShareRowProps {
  readonly share: Share;
  readonly result: string;
  readonly hasWeight: boolean;
  readonly onChange: (weight: number) => void;
}

function ShareRow({ share, result, hasWeight, onChange }: ShareRowProps) {
  if (!hasWeight)
    return (
      <span className="slider row row--apart">
        <span className="truncate">{share.name}</span>
        <span className="small quiet figures">{result}</span>
      </span>
    );
  return (
    <Slider className="slider" minValue={0} maxValue={100} value={share.weight} onChange={onChange}>
      <span className="row row--apart">
        <Label className="truncate">{share.name}</Label>
        <output className="small quiet figures">{result}</output>
      </span>
      <SliderTrack className="slider__track">
        <SliderThumb className="slider__thumb" />
      </SliderTrack>
    </Slider>
  );
}

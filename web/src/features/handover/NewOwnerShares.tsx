import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useOrganizationId } from '../../shared/use-organization';
import { IconButton } from '../../ui/parts/Button';
import { count } from '../../ui/format/count';
import { NewOwnerField } from './NewOwnerField';
import { countFor } from './counts';
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
  const { data: counts } = useQuery({ ...preview, enabled: source !== null && isComplete(handover) });
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  const change = (membershipId: string, weight: number) => {
    onChange(shares.map((share) => (share.membershipId === membershipId ? { ...share, weight } : share)));
  };
  return (
    <div className="stack">
      <ul className="stack">
        {shares.map((share) => (
          <li key={share.membershipId} className="row row--tight">
            <Weight
              share={share}
              result={source ? count(countFor(counts, share.membershipId), 'record') : percentOf(share.weight, sum)}
              onChange={(weight) => {
                change(share.membershipId, weight);
              }}
            />
            <IconButton
              label={`Remove ${share.name}`}
              size="small"
              onPress={() => {
                onChange(shares.filter(({ membershipId }) => membershipId !== share.membershipId));
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
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

/** The share in the sum of all weights, in whole percent. */
function percentOf(weight: number, sum: number): string {
  return `${sum === 0 ? 0 : Math.round((100 * weight) / sum)}%`;
}

interface WeightProps {
  readonly share: Share;
  readonly result: string;
  readonly onChange: (weight: number) => void;
}

function Weight({ share, result, onChange }: WeightProps) {
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

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useOrganizationId } from '../../shared/use-organization';
import { Button, IconButton } from '../../ui/Button';
import { count } from '../../ui/words';
import { countFor, rehearsalQuery, type Heir, type Share, type Source, type Will } from './handover';
import { HeirField } from './NewOwnerField';

const EVEN = 50;
const MOST = 100;

interface OneHeirProps {
  readonly from: string;
  readonly heir: Heir | null;
  readonly onChange: (heir: Heir | null) => void;
}

export function OneHeir({ from, heir, onChange }: OneHeirProps) {
  const [isChosenAnew, setIsChosenAnew] = useState(false);
  if (!heir) return <HeirField label="New owner" except={[from]} autoFocus={isChosenAnew} onChoose={onChange} />;
  return (
    <div className="field">
      <span className="field__label">New owner</span>
      <div className="row row--apart">
        <span className="cut">{heir.name}</span>
        {/* It replaces the field that had the focus. */}
        <Button
          size="small"
          autoFocus
          aria-label={`Change the new owner, currently ${heir.name}`}
          onPress={() => {
            setIsChosenAnew(true);
            onChange(null);
          }}
        >
          Change
        </Button>
      </div>
    </div>
  );
}

interface SeveralHeirsProps {
  readonly source: Source;
  readonly will: Will;
  readonly onChange: (shares: readonly Share[]) => void;
}

/** Shares by weight, with the counts that the service works out for them. */
export function SeveralHeirs({ source, will, onChange }: SeveralHeirsProps) {
  const { shares } = will;
  const { data: counts } = useQuery(rehearsalQuery(useOrganizationId(), source, will));
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
              result={count(countFor(counts, share.membershipId), 'record')}
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
      {shares.length < MOST && (
        <HeirField
          // Another field, empty, after each choice; it takes the focus.
          key={shares.length}
          autoFocus={shares.length > 0}
          label={shares.length === 0 ? 'Split among' : 'Add another'}
          except={[source.from, ...shares.map(({ membershipId }) => membershipId)]}
          onChoose={(heir) => {
            onChange([...shares, { ...heir, weight: EVEN }]);
          }}
        />
      )}
    </div>
  );
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
        <Label className="cut">{share.name}</Label>
        <output className="small quiet figures">{result}</output>
      </span>
      <SliderTrack className="slider__track">
        <SliderThumb className="slider__thumb" />
      </SliderTrack>
    </Slider>
  );
}

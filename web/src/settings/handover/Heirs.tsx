import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useOrganizationId } from '../../api/use-organization';
import { IconButton } from '../../ui/Button';
import { ComboField } from '../../ui/ComboField';
import { count } from '../../ui/words';
import { countFor, rehearsalQuery, type Share, type Source, type Will } from './handover';
import { useHeirs } from './use-heirs';

const EVEN = 50;
const MOST = 100;

interface OneHeirProps {
  readonly from: string;
  readonly heir: string;
  readonly onChange: (membershipId: string) => void;
}

export function OneHeir({ from, heir, onChange }: OneHeirProps) {
  const heirs = useHeirs(from);
  return (
    <ComboField label="New owner" name="heir" choices={heirs} value={heir} onChange={onChange} key={heirs.length} />
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
  const heirs = useHeirs(source.from);
  const { data: counts } = useQuery(rehearsalQuery(useOrganizationId(), source, will));
  const free = heirs.filter(({ value }) => !shares.some(({ membershipId }) => membershipId === value));
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
              label={`Take out ${share.name}`}
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
      {free.length > 0 && shares.length < MOST && (
        <ComboField
          // Begins anew, empty, after each choice; the keyboard stays.
          autoFocus={shares.length > 0}
          key={`${shares.length} of ${heirs.length}`}
          label={shares.length === 0 ? 'Share among' : 'Add another'}
          name="heir"
          choices={free}
          value=""
          onChange={(membershipId) => {
            const name = free.find(({ value }) => value === membershipId)?.label ?? '';
            onChange([...shares, { membershipId, name: name.replace(/ \([^(]*\)$/, ''), weight: EVEN }]);
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

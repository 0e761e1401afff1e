import { Monitor, Moon, Rows2, Rows4, Sun, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { setSetting, useSetting, type Setting } from '../../shared/browser-settings';

interface Look<Value> {
  readonly value: Value;
  readonly label: string;
  readonly icon: LucideIcon;
}

const APPEARANCES: readonly Look<Setting<'appearance'>>[] = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
];

const DENSITIES: readonly Look<Setting<'density'>>[] = [
  { value: 'comfortable', label: 'Comfortable', icon: Rows2 },
  { value: 'compact', label: 'Compact', icon: Rows4 },
];

/** Light, dark, or as the system is, and how close the rows are: for this browser. */
export function AppearanceChoice() {
  return (
    <>
      <LookChoice
        title="Appearance"
        looks={APPEARANCES}
        value={useSetting('appearance')}
        onChange={(value) => {
          setSetting('appearance', value);
        }}
      />
      <LookChoice
        title="Density"
        looks={DENSITIES}
        value={useSetting('density')}
        onChange={(value) => {
          setSetting('density', value);
        }}
      />
    </>
  );
}

interface LookChoiceProps<Value> {
  readonly title: string;
  readonly looks: readonly Look<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function LookChoice<Value extends string>({ title, looks, value, onChange }: LookChoiceProps<Value>) {
  const titleId = useId();
  return (
    <section className="stack stack--tight" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      <RadioGroup
        className="segments"
        aria-labelledby={titleId}
        orientation="horizontal"
        value={value}
        onChange={(next) => {
          const chosen = looks.find((look) => look.value === next);
          if (chosen) onChange(chosen.value);
        }}
      >
        {looks.map(({ value: one, label, icon: Icon }) => (
          <RadioField key={one} value={one}>
            <RadioButton className="option option--segment">
              <Icon size={16} aria-hidden />
              {label}
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      <p className="small quiet">For this browser.</p>
    </section>
  );
}

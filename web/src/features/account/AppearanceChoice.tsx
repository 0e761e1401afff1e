import { Monitor, Moon, Sun } from 'lucide-react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { APPEARANCES, setAppearance, useAppearance } from './appearance';

const LABELS = {
  system: ['System', Monitor],
  light: ['Light', Sun],
  dark: ['Dark', Moon],
} as const;

/** Light, dark, or as the system is: for this browser. */
export function AppearanceChoice() {
  const appearance = useAppearance();
  return (
    <section className="stack stack--tight" aria-labelledby="appearance">
      <h2 id="appearance">Appearance</h2>
      <RadioGroup
        className="segments"
        aria-labelledby="appearance"
        orientation="horizontal"
        value={appearance}
        onChange={(next) => {
          const chosen = APPEARANCES.find((one) => one === next);
          if (chosen) setAppearance(chosen);
        }}
      >
        {APPEARANCES.map((value) => {
          const [label, Icon] = LABELS[value];
          return (
            <RadioField key={value} value={value}>
              <RadioButton className="option option--segment">
                <Icon size={16} aria-hidden />
                {label}
              </RadioButton>
            </RadioField>
          );
        })}
      </RadioGroup>
      <p className="small quiet">For this browser.</p>
    </section>
  );
}

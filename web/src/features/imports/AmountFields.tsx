import { useOrganization } from '../../shared/use-organization';
import { Choices } from '../../ui/form/Choices';
import { SelectField } from '../../ui/form/Select';
import { amountExamples, type AmountUnit } from './amounts';

/** The settings for amounts; null: not chosen. */
export interface AmountAnswers {
  readonly unit: AmountUnit | null;
  readonly mark: '.' | ',' | null;
}

interface AmountFieldsProps {
  readonly answers: AmountAnswers;
  /** The unit detected from the file; null: none. */
  readonly suggested: AmountUnit | null;
  readonly onChange: (answers: AmountAnswers) => void;
}

const WHY_SUGGESTED: Readonly<Record<AmountUnit, string>> = {
  units: 'Whole units are selected because the first amounts have decimals or thousands separators.',
  minor: 'Smallest units are selected because this file was exported from this product.',
};

/** An amount such as 1234 could be in either unit, so no unit is assumed. */
export function AmountFields({ answers, suggested, onChange }: AmountFieldsProps) {
  const { currency } = useOrganization();
  const examples = amountExamples(currency);
  return (
    <div className="import-choices">
      <div className="stack stack--tight">
        <Choices
          label="Amounts are"
          options={[
            { value: 'units', label: 'Whole units', hint: examples.units },
            { value: 'minor', label: 'Smallest units, such as cents', hint: examples.minor },
          ]}
          value={answers.unit ?? ''}
          onChange={(unit) => {
            if (unit !== '') onChange({ ...answers, unit });
          }}
        />
        {suggested !== null && answers.unit === suggested && <p className="small quiet">{WHY_SUGGESTED[suggested]}</p>}
      </div>
      {answers.unit === 'units' && (
        <SelectField
          label="Decimal mark"
          hint={`Amounts without a currency are in ${currency}.`}
          choices={examples.marks}
          value={answers.mark ?? ''}
          onChange={(mark) => {
            onChange({ ...answers, mark: mark === '' ? null : mark });
          }}
        />
      )}
    </div>
  );
}

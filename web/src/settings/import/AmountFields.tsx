import { useOrganization } from '../../api/use-organization';
import { Choices } from '../../ui/Choices';
import { SelectField } from '../../ui/Field';

/** What is asked about amounts; null: not answered. */
export interface AmountAnswers {
  readonly unit: 'units' | 'minor' | null;
  readonly mark: '.' | ',' | null;
}

interface AmountFieldsProps {
  readonly answers: AmountAnswers;
  readonly onChange: (answers: AmountAnswers) => void;
}

const MARKS = [
  { value: '', label: 'As each amount shows' },
  { value: '.', label: 'Point: 1,234.50' },
  { value: ',', label: 'Comma: 1.234,50' },
] as const;

/** A bare 1234 may be either: nothing is assumed. */
export function AmountFields({ answers, onChange }: AmountFieldsProps) {
  const { currency } = useOrganization();
  return (
    <div className="import-choices">
      <Choices
        label="Amounts are"
        options={[
          { value: 'units', label: 'Whole units', hint: '1234 is 1,234.00' },
          {
            value: 'minor',
            label: 'Minor units (cents)',
            hint: '1234 is 12.34; exports of this product are written so.',
          },
        ]}
        value={answers.unit ?? ''}
        onChange={(unit) => {
          if (unit !== '') onChange({ ...answers, unit });
        }}
      />
      {answers.unit === 'units' && (
        <SelectField
          label="Decimal mark"
          hint={`Amounts without a currency are in ${currency}.`}
          choices={MARKS}
          value={answers.mark ?? ''}
          onChange={(mark) => {
            onChange({ ...answers, mark: mark === '' ? null : mark });
          }}
        />
      )}
    </div>
  );
}

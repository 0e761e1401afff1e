import { useState } from 'react';
import { useMay } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { Hint } from '../../ui/feedback/Notice';
import { count } from '../../ui/format/count';
import { useAction } from '../../ui/feedback/use-action';
import { AmountFields, type AmountAnswers } from './AmountFields';
import { ColumnsTable } from './ColumnsTable';
import { FileNotes } from './FileNotes';
import { FileRefusal } from './FileRefusal';
import { FirstRows } from './FirstRows';
import { chosenTwice, NOT_IMPORTED, type ImportKind } from './fields';
import { startImport, type Import, type ImportFile, type Mapping, type Preview } from './queries';

interface MappingFormProps {
  readonly file: ImportFile;
  readonly preview: Preview;
  /** Called when a choice is changed. */
  readonly onEdit: () => void;
  readonly onStarted: (started: Import) => void;
}

/** The field of each column, the settings for amounts, and the first rows for checking them. */
export function MappingForm({ file, preview, onEdit, onStarted }: MappingFormProps) {
  const [fields, setFields] = useState(() => preview.columns.map(({ suggested }) => suggested ?? NOT_IMPORTED));
  const [amounts, setAmounts] = useState<AmountAnswers>({ unit: preview.amountUnit, mark: null });
  const start = useAction((mapping: Mapping) => startImport(file, mapping), onStarted);
  const asksForAmounts = fields.includes('amount');
  const problem = missingChoice(file.kind, fields, asksForAmounts && amounts.unit === null);
  return (
    <section className="card" aria-label="Columns">
      <div className="card__body stack stack--wide">
        <FileNotes kind={file.kind} preview={preview} />
        <ColumnsTable
          kind={file.kind}
          columns={preview.columns}
          fields={fields}
          onChange={(chosen) => {
            setFields(chosen);
            onEdit();
          }}
        />
        {asksForAmounts && (
          <AmountFields
            answers={amounts}
            suggested={preview.amountUnit}
            onChange={(answers) => {
              setAmounts(answers);
              onEdit();
            }}
          />
        )}
        <FirstRows preview={preview} />
        {start.refusal && <FileRefusal refusal={start.refusal} />}
        {!fields.includes('ownerId') && <OwnerHint />}
      </div>
      <div className="card__foot">
        <Button
          variant="primary"
          isPending={start.isPending}
          isDisabled={problem !== null || preview.total === 0}
          onPress={() => {
            start.run(mappingOf(preview, fields, asksForAmounts ? amounts : null));
          }}
        >
          Import {count(preview.total, 'row')}
        </Button>
        {problem !== null && (
          <span className="small quiet" role="status">
            {problem}
          </span>
        )}
      </div>
    </section>
  );
}

function OwnerHint() {
  const mayReassign = useMay()('records:reassign');
  return (
    <Hint>
      <p>The imported records will belong to you.{mayReassign ? ' You can reassign them in Data ownership.' : ''}</p>
    </Hint>
  );
}

/** What must be chosen before the file can be imported; null: nothing. */
function missingChoice(kind: ImportKind, fields: readonly string[], isUnitMissing: boolean): string | null {
  if (!['name', 'firstName', 'lastName'].some((field) => fields.includes(field)))
    return 'Choose the column with the name.';
  if (kind === 'deals' && !fields.includes('amount')) return 'Choose the column with the amount.';
  if (chosenTwice(fields).size > 0) return 'Use each field for only one column.';
  return isUnitMissing ? 'Choose the unit of the amounts.' : null;
}

function mappingOf({ columns }: Preview, fields: readonly string[], amounts: AmountAnswers | null): Mapping {
  const entries = columns.flatMap(({ header }, index): [string, string | null][] => {
    const field = fields[index] ?? NOT_IMPORTED;
    return header === '' ? [] : [[header, field === NOT_IMPORTED ? null : field]];
  });
  return {
    columns: Object.fromEntries(entries),
    ...(amounts?.unit ? { amountUnit: amounts.unit } : {}),
    ...(amounts?.unit === 'units' && amounts.mark ? { decimalMark: amounts.mark } : {}),
  };
}

import { DataTable } from '../../ui/table/DataTable';
import { Select } from '../../ui/form/Select';
import { choicesFor, chosenTwice, NOT_IMPORTED, type ImportKind } from './fields';
import type { Preview } from './queries';

interface ColumnsTableProps {
  readonly kind: ImportKind;
  readonly columns: Preview['columns'];
  /** The selected field of each column. */
  readonly fields: readonly string[];
  readonly onChange: (fields: string[]) => void;
}

/** Each column of the file with its first value and its field. */
export function ColumnsTable({ kind, columns, fields, onChange }: ColumnsTableProps) {
  const twice = chosenTwice(fields);
  return (
    <div className="import-columns">
      <DataTable
        caption="Columns of the file"
        columns={['Column', 'First value', 'Field']}
        isLoading={false}
        skeletons={0}
      >
        {columns.map(({ header, sample, suggested }, index) => (
          <tr key={index}>
            <th scope="row">{header === '' ? <span className="quiet">No heading</span> : header}</th>
            <td data-label="First value">
              <span className="import-sample quiet">{sample ?? '–'}</span>
            </td>
            <td data-label="Field">
              {header === '' ? (
                <span className="quiet">Don’t import</span>
              ) : (
                <FieldSelect
                  label={`Field for ${header}`}
                  choices={choicesFor(kind, suggested)}
                  value={fields[index] ?? NOT_IMPORTED}
                  isTwice={twice.has(fields[index] ?? NOT_IMPORTED)}
                  onChange={(field) => {
                    onChange(fields.map((before, at) => (at === index ? field : before)));
                  }}
                />
              )}
            </td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}

interface FieldSelectProps {
  readonly label: string;
  readonly choices: ReturnType<typeof choicesFor>;
  readonly value: string;
  readonly isTwice: boolean;
  readonly onChange: (field: string) => void;
}

function FieldSelect({ label, choices, value, isTwice, onChange }: FieldSelectProps) {
  return (
    <>
      <Select aria-label={label} aria-invalid={isTwice} choices={choices} value={value} onChange={onChange} />
      {isTwice && <span className="field__error">This field is already used by another column.</span>}
    </>
  );
}

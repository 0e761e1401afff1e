import type { Preview } from './queries';

const ENCODINGS: Readonly<Record<Preview['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

const DELIMITERS: Readonly<Record<Preview['delimiter'], string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** The first rows as the service reads them, so that a wrong encoding or separator is noticed before the import. */
export function FirstRows({ preview: { columns, rows, encoding, delimiter } }: { readonly preview: Preview }) {
  return (
    <details>
      <summary>
        First rows (read as {ENCODINGS[encoding]}, separated by {DELIMITERS[delimiter]})
      </summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard */}
      <div className="table-box" tabIndex={0} role="region" aria-label="First rows">
        <table className="table">
          <thead>
            <tr>
              {columns.map(({ header }, index) => (
                <th key={index} scope="col">
                  {header === '' ? <span className="quiet">No heading</span> : header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../ui/parts/Button';
import { LabelledControl } from '../../../ui/form/LabelledControl';
import type { BadLine } from './invitees';

interface ListInputProps {
  /** The lines that could not be read, which can be corrected here. */
  readonly lines: string;
  readonly badLines: readonly BadLine[];
  readonly onLines: (lines: string) => void;
  readonly onList: (text: string) => void;
}

/** Reads people with their roles from a CSV file, and keeps the lines that could not be read until they are corrected. */
export function ListInput({ lines, badLines, onLines, onList }: ListInputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="stack stack--tight">
      <span>
        <Button size="small" onPress={() => input.current?.click()}>
          <FileUp size={16} aria-hidden />
          Import CSV
        </Button>
      </span>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hidden
        aria-label="CSV file with email, role and name"
        onChange={({ target }) => {
          const file = target.files?.[0];
          // So that the same file can be chosen again.
          void file?.text().then(onList);
          target.value = '';
        }}
      />
      {lines !== '' && (
        <>
          <ul aria-live="polite">
            {badLines.map(({ line, text, reason }) => (
              <li key={`${line} ${text}`} className="field__error">
                Line {line}: {reason}
              </li>
            ))}
          </ul>
          <LabelledControl label="Lines to correct" hint="Each line has an email address, a role and a name.">
            {(id, described) => (
              <textarea
                {...described}
                id={id}
                className="input input--lines"
                rows={Math.min(6, lines.split('\n').length + 1)}
                spellCheck={false}
                value={lines}
                onChange={({ target }) => {
                  onLines(target.value);
                }}
              />
            )}
          </LabelledControl>
          <span>
            <Button
              size="small"
              onPress={() => {
                onList(lines);
              }}
            >
              Add corrected lines
            </Button>
          </span>
        </>
      )}
    </div>
  );
}

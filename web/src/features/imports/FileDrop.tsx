import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../ui/parts/Button';

interface FileDropProps {
  /** The last chosen file. */
  readonly fileName: string | null;
  readonly isReading: boolean;
  readonly onFile: (file: File) => void;
}

/** Accepts a file by drag and drop or by a button. Only the first file is used. */
export function FileDrop({ fileName, isReading, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isDraggedOver, setIsDraggedOver] = useState(false);
  const take = (files: FileList | null): void => {
    const [file] = files ?? [];
    if (file) onFile(file);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the button does the same without drag and drop
    <div
      className="drop"
      role="group"
      aria-label="File to import"
      data-over={isDraggedOver}
      onDragOver={(event) => {
        // Otherwise the browser would open the file.
        event.preventDefault();
        setIsDraggedOver(true);
      }}
      onDragLeave={() => {
        setIsDraggedOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setIsDraggedOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <p>{fileName ?? 'Drop a CSV file here'}</p>
      <Button isPending={isReading} onPress={() => input.current?.click()}>
        <FileUp size={16} aria-hidden />
        {fileName === null ? 'Choose file' : 'Choose another file'}
      </Button>
      <p className="small quiet">
        Up to 100 MB and a million lines. Exports of HubSpot, Pipedrive, Salesforce and Google Contacts are recognized.
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hidden
        aria-label="CSV file"
        onChange={({ target }) => {
          take(target.files);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
    </div>
  );
}

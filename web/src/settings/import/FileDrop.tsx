import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { DropZone, Text } from 'react-aria-components';
import { Button } from '../../ui/Button';

interface FileDropProps {
  /** The file that was chosen last. */
  readonly fileName: string | null;
  readonly isReading: boolean;
  readonly onFile: (file: File) => void;
}

/** Where a file is dropped, or chosen by a button; the first one counts. */
export function FileDrop({ fileName, isReading, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <DropZone
      className="drop"
      getDropOperation={() => 'copy'}
      onDrop={({ items }) => {
        const dropped = items.find((item) => item.kind === 'file');
        if (dropped) void dropped.getFile().then(onFile);
      }}
    >
      <Text slot="label">{fileName === null ? 'Drop a CSV file here' : fileName}</Text>
      <Button isPending={isReading} onPress={() => input.current?.click()}>
        <FileUp size={16} aria-hidden />
        {fileName === null ? 'Choose file' : 'Choose another file'}
      </Button>
      <span className="small quiet">
        Up to 100 MB and a million lines. Exports of HubSpot, Pipedrive, Salesforce and Google Contacts are recognized.
      </span>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hidden
        aria-label="CSV file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file may be chosen again.
          target.value = '';
          if (file) onFile(file);
        }}
      />
    </DropZone>
  );
}

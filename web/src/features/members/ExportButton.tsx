import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { saveBlob } from '../../api/download';
import { Button } from '../../ui/parts/Button';
import { toCsv } from '../../ui/format/csv';
import { hideRefusal, showRefusal } from '../../ui/feedback/toast-store';

interface ExportButtonProps {
  /** The file's name, without its ending. */
  readonly name: string;
  /** Reads all rows that the filters match; the first has the names of the columns. */
  readonly readRows: () => Promise<readonly (readonly string[])[]>;
}

/** Saves the list, as it is filtered and sorted, as a CSV file. */
export function ExportButton({ name, readRows }: ExportButtonProps) {
  const action = `export ${name}`;
  const { mutate, isPending } = useMutation({
    mutationFn: readRows,
    onMutate: () => {
      hideRefusal(action);
    },
    onSuccess: (rows) => {
      saveBlob(new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
    },
    onError: (error) => {
      showRefusal(error, { action, what: 'The list couldn’t be exported.' });
    },
  });
  return (
    <Button
      size="small"
      isPending={isPending}
      onPress={() => {
        mutate();
      }}
    >
      <Download size={14} aria-hidden />
      Export CSV
    </Button>
  );
}

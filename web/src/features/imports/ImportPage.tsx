import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { RestrictedPage } from '../../shared/Page';
import { KIND_NAMES } from '../../shared/record-kinds';
import { useMay, useOrganization } from '../../shared/use-organization';
import { SelectField } from '../../ui/form/Select';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { AskToDiscard, Unsaved, type Question } from '../../ui/dialog/Unsaved';
import { useAction } from '../../ui/feedback/use-action';
import { FileDrop } from './FileDrop';
import { FileRefusal } from './FileRefusal';
import { ImportProgress } from './ImportProgress';
import { MappingForm } from './MappingForm';
import { IMPORT_KINDS, type ImportKind } from './fields';
import { preview, type ImportFile, type Preview } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/import');

const LEAVE: Question = {
  title: 'Leave without importing?',
  text: 'The file you chose and your settings for its columns will be lost.',
  stay: 'Stay on this page',
  discard: 'Leave without importing',
};

const DISCARD: Question = {
  title: 'Discard your settings?',
  text: 'Your settings for the columns of this file will be lost.',
  stay: 'Keep editing',
  discard: 'Discard',
};

/** Imports leads, deals and campaigns: choose a CSV file, map its columns, import it, and view the rejected rows. */
export function ImportPage() {
  const { id, name } = useOrganization();
  const may = useMay();
  const { import: importId } = route.useSearch();
  const kinds = IMPORT_KINDS.filter((kind) => may(kind === 'campaigns' ? 'campaigns:manage' : 'records:edit'));
  return (
    <RestrictedPage
      title="Import"
      lead={`Add leads, deals and campaigns to ${name} from a CSV file.`}
      isAllowed={kinds.length > 0}
      reason="Viewers can’t import records."
      who="member"
    >
      {importId === undefined ? (
        <NewImport organizationId={id} kinds={kinds} />
      ) : (
        <ImportProgress organizationId={id} importId={importId} />
      )}
    </RestrictedPage>
  );
}

interface NewImportProps {
  readonly organizationId: string;
  readonly kinds: readonly ImportKind[];
}

/** A file and a kind that replace the current ones. */
type Choice = Pick<ImportFile, 'kind' | 'file'>;

interface Previewed extends ImportFile {
  readonly preview: Preview;
}

function NewImport({ organizationId, kinds }: NewImportProps) {
  const navigate = useNavigate();
  const [kind, setKind] = useState<ImportKind>(kinds[0] ?? 'leads');
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [isEdited, setIsEdited] = useState(false);
  const [pendingChoice, setPendingChoice] = useState<Choice | null>(null);
  const isStarted = useRef(false);
  const reading = useAction(
    async (file: ImportFile) => ({ ...file, preview: await preview(file) }),
    (read) => {
      setPreviewed(read);
    },
  );
  const read = (choice: Choice): void => {
    setKind(choice.kind);
    setPreviewed(null);
    setIsEdited(false);
    setPendingChoice(null);
    reading.run({ organizationId, ...choice });
  };
  const choose = (choice: Choice): void => {
    if (isEdited) setPendingChoice(choice);
    else read(choice);
  };
  return (
    <div className="stack stack--wide">
      <Unsaved
        isUnsaved={() => !isStarted.current && (reading.isPending || previewed !== null)}
        isWholeAddress
        question={LEAVE}
      />
      {pendingChoice && (
        <AskToDiscard
          question={DISCARD}
          onStay={() => {
            setPendingChoice(null);
          }}
          onDiscard={() => {
            read(pendingChoice);
          }}
        />
      )}
      <section className="card card__body stack" aria-label="File">
        <div className="import-choices">
          <SelectField
            label="Records"
            choices={kinds.map((value) => ({ value, label: KIND_NAMES[value] }))}
            value={kind}
            onChange={(chosen) => {
              if (previewed) choose({ kind: chosen, file: previewed.file });
              else setKind(chosen);
            }}
          />
        </div>
        <FileDrop
          fileName={previewed?.file.name ?? null}
          isReading={reading.isPending}
          onFile={(file) => {
            choose({ kind, file });
          }}
        />
        {reading.refusal && <FileRefusal refusal={reading.refusal} />}
      </section>
      {reading.isPending && <LoadingBlock height={320} />}
      {previewed && (
        <MappingForm
          key={`${previewed.kind} ${previewed.file.name} ${previewed.file.lastModified}`}
          file={previewed}
          preview={previewed.preview}
          onEdit={() => {
            setIsEdited(true);
          }}
          onStarted={({ id }) => {
            isStarted.current = true;
            void navigate({
              to: '/o/$organizationId/settings/import',
              params: { organizationId },
              search: { import: id },
            });
          }}
        />
      )}
    </div>
  );
}

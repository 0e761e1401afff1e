import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useMay, useOrganization } from '../../shared/use-organization';
import { SelectField } from '../../ui/Field';
import { Page, Restricted } from '../../shared/Page';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { AskToDiscard, Unsaved, type Question } from '../../ui/Unsaved';
import { useAction } from '../../ui/use-action';
import { FileDrop } from './FileDrop';
import { FileRefusal } from './FileRefusal';
import { IMPORT_KINDS, type ImportKind } from './fields';
import { ImportProgress } from './ImportProgress';
import { MappingForm } from './MappingForm';
import { preview, type ImportFile, type Preview } from './queries';
import { KIND_NAMES } from '../../shared/record-kinds';

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
    <Page title="Import" lead={`Add leads, deals and campaigns to ${name} from a CSV file.`}>
      {kinds.length === 0 ? (
        <Restricted who="admin">Viewers can’t import records.</Restricted>
      ) : importId === undefined ? (
        <NewImport organizationId={id} kinds={kinds} />
      ) : (
        <ImportProgress organizationId={id} importId={importId} />
      )}
    </Page>
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
      {reading.isPending && (
        <Loading>
          <Skeleton width="100%" height={320} />
        </Loading>
      )}
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

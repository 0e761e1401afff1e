import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay, useOrganization } from '../../api/use-organization';
import { SelectField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { Page, Reserved } from '../../ui/Page';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { useRefusable } from '../../ui/use-refusable';
import { KIND_NAMES } from '../../ui/words';
import { FileDrop } from './FileDrop';
import { IMPORT_KINDS, type ImportKind } from './fields';
import { ImportProgress } from './ImportProgress';
import { MappingForm } from './MappingForm';
import { preview, type ImportFile, type Preview } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/import');

/** Leads, deals and campaigns from a CSV file: choose it, match its columns, import, and read what was rejected. */
export function ImportPage() {
  const { id, name } = useOrganization();
  const may = useMay();
  const { import: importId } = route.useSearch();
  const kinds = IMPORT_KINDS.filter((kind) => may(kind === 'campaigns' ? 'campaigns:manage' : 'records:edit'));
  return (
    <Page title="Import" lead={`Add leads, deals and campaigns to ${name} from a CSV file.`}>
      {kinds.length === 0 ? (
        <Reserved who="admin">Owners, admins and members import records here.</Reserved>
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

interface Previewed extends ImportFile {
  readonly preview: Preview;
}

function NewImport({ organizationId, kinds }: NewImportProps) {
  const navigate = useNavigate();
  const [kind, setKind] = useState<ImportKind>(kinds[0] ?? 'leads');
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const reading = useRefusable(
    async (file: ImportFile) => ({ ...file, preview: await preview(file) }),
    (read) => {
      setPreviewed(read);
    },
  );
  const choose = (chosen: ImportKind, file: File): void => {
    setPreviewed(null);
    reading.run({ organizationId, kind: chosen, file });
  };
  return (
    <div className="stack stack--wide">
      <section className="card card__body stack" aria-label="File">
        <div className="import-choices">
          <SelectField
            label="Records"
            choices={kinds.map((value) => ({ value, label: KIND_NAMES[value] }))}
            value={kind}
            onChange={(chosen) => {
              setKind(chosen);
              if (previewed) choose(chosen, previewed.file);
            }}
          />
        </div>
        <FileDrop
          fileName={previewed?.file.name ?? null}
          isReading={reading.isPending}
          onFile={(file) => {
            choose(kind, file);
          }}
        />
        {reading.refusal && <Notice refusal={reading.refusal} />}
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
          onStarted={({ id }) => {
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

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, postForm, type Schemas } from '../../api/client';
import { saveFile } from '../../api/download';
import { isLive } from '../../api/live-state';
import { organizationKey } from '../../api/query-client';
import type { ImportKind } from './fields';

export type Import = Schemas['ImportDto'];
export type Preview = Schemas['ImportPreviewDto'];

/** How the columns of a file are read. */
export interface Mapping {
  readonly columns: Readonly<Record<string, string | null>>;
  readonly amountUnit?: 'units' | 'minor';
  readonly decimalMark?: '.' | ',';
}

/** A file and the kind of its records. */
export interface ImportFile {
  readonly organizationId: string;
  readonly kind: ImportKind;
  readonly file: File;
}

export function preview({ organizationId, kind, file }: ImportFile): Promise<Preview> {
  return postForm<Preview>(`${pathOf(organizationId, kind)}/preview`, formOf(file));
}

export function startImport({ organizationId, kind, file }: ImportFile, mapping: Mapping): Promise<Import> {
  const form = formOf(file);
  form.set('mapping', JSON.stringify(mapping));
  return postForm<Import>(pathOf(organizationId, kind), form);
}

function pathOf(organizationId: string, kind: ImportKind): string {
  return `/api/v1/organizations/${organizationId}/imports/${kind}`;
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.set('file', file);
  return form;
}

/** Downloads the rejected rows of an import with the reasons. */
export function saveRejectedRows(organizationId: string, importId: string, kind: ImportKind): Promise<void> {
  return saveFile(`/api/v1/organizations/${organizationId}/imports/${importId}/rejected.csv`, `rejected-${kind}.csv`);
}

/** An import; without live updates it is refetched every second until it has ended. */
export function importQuery(organizationId: string, importId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'imports', importId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/imports/{importId}', {
          params: { path: { organizationId, importId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (!isLive() && state.data?.finishedAt === null ? 1_000 : false),
  });
}

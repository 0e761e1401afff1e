import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';
import type { JobContext } from '../../platform/jobs/index.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import type { ImportRow } from './import-rows.js';
import { formOfNames, type ImportForm } from './mapping/import-form.js';

/** After this time, the imports of other organizations run first, if any wait. */
const RUN_MS = 2_000;

/** A running import. */
export interface ImportRun {
  readonly organizationId: OrganizationId;
  readonly id: ImportId;
  readonly runNumber: number;
  readonly kind: RecordKind;
  readonly form: ImportForm;
  readonly delimiter: string;
  readonly context: JobContext;
  /** The member or the API key on whose behalf it runs. */
  readonly requester: Pick<ImportRow, 'membership_id' | 'api_key_id'>;
  /** When other organizations run first, by the clock of this process. */
  until: number;
}

/** The run that continues the import of this row. */
export function runOf(organizationId: OrganizationId, row: ImportRow, context: JobContext): ImportRun {
  return {
    organizationId,
    id: row.id,
    runNumber: row.turn,
    kind: csvKindNamed(row.kind),
    form: row.form ?? formOfNames(row.columns),
    delimiter: row.delimiter,
    context,
    requester: row,
    until: performance.now() + RUN_MS,
  };
}

/** Whether the run must end because its time is over and other imports wait. If none does, it goes on for as long again. */
export async function shouldPause(run: ImportRun): Promise<boolean> {
  if (performance.now() < run.until) return false;
  if (await run.context.othersWait()) return true;
  run.until = performance.now() + RUN_MS;
  return false;
}

import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Entry } from '../../access/entry.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { permissionDenied, Problem, validationFailed, type FieldError } from '../../platform/http/problem.js';
import { requestEnded } from '../../platform/http/request-context.js';
import { newId, type ImportId, type OrganizationId } from '../../platform/ids/ids.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import { CsvThread } from './csv-thread.js';
import { withDateOrders } from './date-columns.js';
import { receiveFile, type ReceivedFile } from './import-file.js';
import { ImportFiles } from './import-files.service.js';
import type { ImportForm } from './import-form.js';
import { countPieces } from './import-pieces.js';
import { ImportQueue } from './import-queue.js';
import type { ImportDto, RejectedLineDto } from './import.dto.js';
import { importNotFound } from './import.problems.js';
import { SELECT_IMPORT, toImport, type ImportRow } from './import-rows.js';
import { formFor, MAPPING_HINT, readMapping, type Mapping } from './mapping.policy.js';

type WholeImport = ImportRow & { readonly rejections: RejectedLineDto[] };

/** The previous version does not know this column, and so leaves the import to this version. */
const READ_BY_FORM = ['(form)'];

/** An import that is about to be stored. */
interface NewImport {
  readonly id: ImportId;
  readonly form: ImportForm;
  readonly file: ReceivedFile;
  /** The number of stored pieces of the file. */
  readonly pieces: number;
}

/** Starts imports of CSV files and returns their progress. */
@Injectable()
export class Imports {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
    private readonly queue: ImportQueue,
    private readonly files: ImportFiles,
    private readonly thread: CsvThread,
  ) {}

  /**
   * Receives a file and enqueues its import, which a worker runs. The caller is authorized before the file is read.
   *
   * @throws 413 `body-too-large`; 422 without a file, if it is not text, if the headings or the mapping do not match the kind, and
   *   if the unit of the amounts is missing; 409 `too-many-imports`
   */
  async request(kind: RecordKind, entry: Entry, request: Request, response: Response): Promise<ImportDto> {
    await this.tenants.enter(entry);
    const file = await receiveFile(request, response, ['mapping']);
    try {
      const form = await this.formOf(kind, entry.organizationId, file);
      return await this.storeWithFile(kind, entry, form, file);
    } finally {
      await file.upload.discard();
    }
  }

  /** @throws 404 `import-not-found`, 403 for a kind that the caller may not edit */
  async read(entry: Entry, id: ImportId): Promise<ImportDto> {
    return toImport(await this.rowOf(entry, id));
  }

  /** Like {@link read}, but the stored row. */
  async rowOf(entry: Entry, id: ImportId): Promise<WholeImport> {
    const [row] = await this.tenants.read<WholeImport>(entry, {
      text: SELECT_IMPORT,
      values: [entry.organizationId, id],
    });
    if (!row) throw new Problem(importNotFound);
    const { edit } = csvKindNamed(row.kind);
    if (!entry.may(edit)) throw new Problem(permissionDenied, { extra: { requiredPermission: edit } });
    return row;
  }

  private async formOf(kind: RecordKind, organizationId: OrganizationId, file: ReceivedFile): Promise<ImportForm> {
    const form = formFor(kind, file.header, mappingOf(kind, file));
    if ('errors' in form) throw unreadable(form.errors);
    return withDateOrders(this.thread.parserFor(organizationId, requestEnded()), kind, form.value, file);
  }

  /**
   * Stores the file first, in short transactions, and then the import with its slot in another one, so that a change of a member’s
   * role never waits for a transaction whose duration depends on the file size.
   */
  private async storeWithFile(
    kind: RecordKind,
    entry: Entry,
    form: ImportForm,
    file: ReceivedFile,
  ): Promise<ImportDto> {
    const id = newId<ImportId>();
    try {
      const pieces = await this.files.store(entry, id, file, (tx) => this.queue.requireRoom(tx));
      return await this.tenants.write(entry, (tx) => this.store(tx, kind, entry, { id, form, file, pieces }));
    } catch (error) {
      // After any other error it is unknown whether the import was stored. If it was not, the job deletes the pieces.
      if (error instanceof Problem) await this.files.delete(entry.organizationId, id);
      throw error;
    }
  }

  private async store(
    tx: TenantTransaction,
    kind: RecordKind,
    entry: Entry,
    { id, form, file, pieces }: NewImport,
  ): Promise<ImportDto> {
    if ((await countPieces(tx, id)) !== pieces) throw new Error('The file is not stored completely.');
    const { membershipId } = entry.caller;
    const keyId = membershipId === null ? entry.caller.id : null;
    const by = JSON.stringify(entry.actor);
    await tx.query(
      `insert into import (organization_id, id, kind, status, membership_id, api_key_id, requested_by, columns, delimiter, form,
         file_hash)
       values ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9, $10)`,
      [
        tx.organizationId,
        id,
        kind.name,
        membershipId,
        keyId,
        by,
        READ_BY_FORM,
        file.header.delimiter,
        JSON.stringify(form),
        file.hash,
      ],
    );
    this.audit.record(tx, {
      action: 'import.started',
      actor: entry.actor,
      target: { kind: 'import', id, name: kind.name },
      changes: { bytes: { from: null, to: file.upload.size } },
    });
    await this.queue.add(tx, id);
    return toImport(await tx.one<WholeImport>(SELECT_IMPORT, [tx.organizationId, id]));
  }
}

function mappingOf(kind: RecordKind, { upload }: ReceivedFile): Mapping | null {
  const text = upload.texts.get('mapping');
  if (text === undefined) return null;
  const mapping = readMapping(text, kind);
  if ('errors' in mapping) throw unreadable(mapping.errors);
  return mapping.value;
}

function unreadable(errors: readonly FieldError[]): Problem {
  return new Problem(validationFailed, { errors, hint: MAPPING_HINT });
}

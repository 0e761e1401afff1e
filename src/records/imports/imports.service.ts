import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem, validationFailed, type FieldError } from '../../platform/http/problem.js';
import { missingPermission } from '../../access/access.problems.js';
import { requestEnded } from '../../platform/http/request-context.js';
import { newId, type ImportId, type OrganizationId } from '../../platform/ids/ids.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import { CsvThread } from './file/csv-thread.js';
import { withDateOrders } from './mapping/date-columns.js';
import { receiveFile, type ReceivedFile } from './file/receive-file.js';
import { ImportFiles } from './storage/import-files.service.js';
import type { ImportForm } from './mapping/import-form.js';
import { countPieces } from './storage/import-pieces.js';
import { ImportQueue } from './import-queue.js';
import type { ImportDto, RejectedLineDto } from './import.dto.js';
import { importNotFound } from './import.problems.js';
import { SELECT_IMPORT, toImport, type ImportRow } from './import-rows.js';
import { formFor, MAPPING_HINT, readMapping, type Mapping } from './mapping/mapping.policy.js';

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
  async create(kind: RecordKind, auth: AuthorizedContext, request: Request, response: Response): Promise<ImportDto> {
    await this.tenants.authorize(auth);
    const file = await receiveFile(request, response, ['mapping']);
    try {
      const form = await this.formOf(kind, auth.organizationId, file);
      return await this.storeWithFile(kind, auth, form, file);
    } finally {
      await file.upload.discard();
    }
  }

  /** @throws 404 `import-not-found`, 403 for a kind that the caller may not edit */
  async get(auth: AuthorizedContext, id: ImportId): Promise<ImportDto> {
    return toImport(await this.getRow(auth, id));
  }

  /** Like {@link get}, but the stored row. */
  async getRow(auth: AuthorizedContext, id: ImportId): Promise<WholeImport> {
    const [row] = await this.tenants.read<WholeImport>(auth, {
      text: SELECT_IMPORT,
      values: { organizationId: auth.organizationId, id },
    });
    if (!row) throw new Problem(importNotFound);
    const { edit } = csvKindNamed(row.kind);
    if (!auth.hasPermission(edit)) throw missingPermission(edit);
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
    auth: AuthorizedContext,
    form: ImportForm,
    file: ReceivedFile,
  ): Promise<ImportDto> {
    const id = newId<ImportId>();
    try {
      const pieces = await this.files.store(auth, id, file, (tx) => this.queue.requireFreeSlot(tx));
      return await this.tenants.write(auth, (tx) => this.store(tx, kind, auth, { id, form, file, pieces }));
    } catch (error) {
      // After any other error it is unknown whether the import was stored. If it was not, the job deletes the pieces.
      if (error instanceof Problem) await this.files.delete(auth.organizationId, id);
      throw error;
    }
  }

  private async store(
    tx: TenantTransaction,
    kind: RecordKind,
    auth: AuthorizedContext,
    { id, form, file, pieces }: NewImport,
  ): Promise<ImportDto> {
    if ((await countPieces(tx, id)) !== pieces) throw new Error('The file is not stored completely.');
    const { membershipId } = auth.caller;
    const keyId = membershipId === null ? auth.caller.id : null;
    const by = JSON.stringify(auth.actor);
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
    this.audit.recordAuditEvent(tx, {
      action: 'import.started',
      actor: auth.actor,
      target: { kind: 'import', id, name: kind.name },
      changes: { bytes: { from: null, to: file.upload.size } },
    });
    await this.queue.add(tx, id);
    return toImport(await tx.one<WholeImport>(SELECT_IMPORT, { organizationId: tx.organizationId, id }));
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

import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Entry } from '../../access/entry.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid, permissionDenied, Problem } from '../../platform/http/problem.js';
import { receiveUpload, type Upload } from '../../platform/http/upload.js';
import { newId, type ImportId } from '../../platform/ids/ids.js';
import { JobRelay } from '../../platform/jobs/index.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import type { CsvHeader } from './csv-header.policy.js';
import { examineFile, storeFile } from './import-file.js';
import type { ImportDto, RejectedLineDto } from './import.dto.js';
import { importNotFound } from './import.problems.js';
import { SELECT_IMPORT, toImport, type ImportRow } from './import-rows.js';

export const IMPORT_JOB = 'import';

type WholeImport = ImportRow & { readonly rejections: RejectedLineDto[] };

/** Asking for records to be made from a CSV file, and following it. */
@Injectable()
export class Imports {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly relay: JobRelay,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Takes a file and owes its import; a worker does it. The caller is let in before a byte of the file is read.
   *
   * @throws 413 `body-too-large`, 422 without a file, for another encoding than UTF-8, and for a first line that names other
   *   columns than the kind has
   */
  async request(kind: RecordKind, entry: Entry, request: Request, response: Response): Promise<ImportDto> {
    await this.tenants.enter(entry);
    const upload = await receiveUpload(request, response);
    if (!upload) throw invalid({ pointer: '/file', detail: 'Send the CSV file as the field "file".' });
    try {
      const header = await examineFile(upload, kind.csv ?? []);
      return await this.tenants.write(entry, (tx) => this.store(tx, kind, entry, header, upload));
    } finally {
      await upload.discard();
    }
  }

  /** @throws 404 `import-not-found`, 403 for a kind that the caller may not edit */
  async read(entry: Entry, id: ImportId): Promise<ImportDto> {
    const [row] = await this.tenants.read<WholeImport>(entry, {
      text: SELECT_IMPORT,
      values: [entry.organizationId, id],
    });
    if (!row) throw new Problem(importNotFound);
    const { edit } = csvKindNamed(row.kind);
    if (!entry.may(edit)) throw new Problem(permissionDenied, { extra: { requiredPermission: edit } });
    return toImport(row);
  }

  private async store(
    tx: TenantTransaction,
    kind: RecordKind,
    entry: Entry,
    { columns, delimiter }: CsvHeader,
    upload: Upload,
  ): Promise<ImportDto> {
    const id = newId<ImportId>();
    const { membershipId } = entry.caller;
    const keyId = membershipId === null ? entry.caller.id : null;
    await tx.query(
      `insert into import (organization_id, id, kind, status, membership_id, api_key_id, requested_by, columns, delimiter)
       values ($1, $2, $3, 'queued', $4, $5, $6, $7, $8)`,
      [tx.organizationId, id, kind.name, membershipId, keyId, JSON.stringify(entry.actor), columns, delimiter],
    );
    await storeFile(tx, id, upload);
    this.relay.owe(tx, {
      queue: 'import',
      name: IMPORT_JOB,
      payload: { importId: id },
    });
    this.audit.record(tx, {
      action: 'import.started',
      actor: entry.actor,
      target: { kind: 'import', id, name: kind.name },
      changes: { bytes: { from: null, to: upload.size } },
    });
    return toImport(await tx.one<WholeImport>(SELECT_IMPORT, [tx.organizationId, id]));
  }
}

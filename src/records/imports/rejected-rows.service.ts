import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { escapeFormula, unescapeFormula } from '../../platform/csv/formula.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { ImportId } from '../../platform/ids/ids.js';
import { toCsv } from '../../platform/csv/csv-lines.js';
import { streamCsv } from '../../platform/http/stream-file.js';
import { formOfNames, type FormColumn } from './mapping/import-form.js';
import type { ImportRow } from './import-rows.js';
import { Imports } from './imports.service.js';
import type { ImportRejectedRowEntity } from './import-rejected-row.entity.js';
import type { ImportRejectionEntity } from './import-rejection.entity.js';

/** Rows read at a time. A row may have 100 kB, so this limits the memory. */
const PAGE = 100;

/** These columns come before those of the file, so that rows with too many values do not shift them. */
const LINE = 'Line';
const REASON = 'Why it was rejected';

interface RejectedRow extends Readonly<Pick<ImportRejectionEntity, 'line' | 'detail'>> {
  /** Null: no longer stored. */
  readonly cells: ImportRejectedRowEntity['cells'] | null;
}

/** The rejected rows of an import as a CSV file that can be corrected and imported again. */
@Injectable()
export class RejectedRows {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly imports: Imports,
  ) {}

  /** @throws 404 `import-not-found`, 403 for a kind that the caller may not edit */
  async stream(auth: AuthorizedContext, id: ImportId, response: Response): Promise<void> {
    const row = await this.imports.getRow(auth, id);
    const first = await this.page(auth, id, 0);
    await streamCsv(response, `rejected-${row.kind}.csv`, this.lines(auth, row, first));
  }

  private async *lines(auth: AuthorizedContext, row: ImportRow, first: readonly RejectedRow[]): AsyncGenerator<string> {
    const { columns } = row.form ?? formOfNames(row.columns);
    const added = addedColumns(columns);
    const headings = columns.slice(added).map(({ heading }) => heading);
    yield BYTE_ORDER_MARK + toCsv([[LINE, REASON, ...headings].map(safe)]);
    for (let page = first; page.length > 0; page = await this.page(auth, row.id, page.at(-1)?.line ?? 0)) {
      yield toCsv(page.map((rejected) => lineOf(rejected, added)));
      if (page.length < PAGE) return;
    }
  }

  private page(auth: AuthorizedContext, id: ImportId, after: number): Promise<RejectedRow[]> {
    return this.tenants.read<RejectedRow>(auth, {
      text: `select r.line, r.detail, c.cells from import_rejection r
             left join import_rejected_row c
               on c.organization_id = r.organization_id and c.import_id = r.import_id and c.line = r.line
             where r.organization_id = $1 and r.import_id = $2 and r.line > $3 order by r.line limit ${PAGE}`,
      values: [auth.organizationId, id, after],
    });
  }
}

/** How many columns at the beginning an earlier such file added, which was corrected and imported. */
function addedColumns(columns: readonly FormColumn[]): number {
  const isAdded = (index: number, name: string): boolean =>
    columns[index]?.heading === name && columns[index].field === null;
  let added = 0;
  while (isAdded(added, LINE) && isAdded(added + 1, REASON)) added += 2;
  return added;
}

function lineOf({ line, detail, cells }: RejectedRow, added: number): string[] {
  const values = cells === null ? [] : (JSON.parse(cells) as string[]).slice(added);
  return [String(line), ...[detail, ...values].map(safe)];
}

/** Escaped as in an export. Cells from an export already have their apostrophes. */
function safe(cell: string): string {
  return escapeFormula(unescapeFormula(cell));
}

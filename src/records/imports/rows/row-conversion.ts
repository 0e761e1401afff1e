import { textOf, toRequest, type CsvColumn } from '../../csv/csv-form.js';
import { normalizeForComparison, type RowTexts } from '../../csv/import-hints.js';
import type { RecordKind, Row } from '../../kind/record-kind.js';
import { isKnownCurrency } from '../../../platform/money/currency.js';
import { currencyCode, readUnits } from './amount.policy.js';
import { readInstant } from './date.policy.js';
import type { FormColumn, ImportForm } from '../mapping/import-form.js';
import type { FieldRefusal } from './rejection.js';

const UNKNOWN_CURRENCY = 'Enter a currency code such as EUR, USD or GBP.';

/** The organization's settings for reading the values of a file. */
export interface ImportSettings {
  readonly currency: string;
  readonly timezone: string;
}

export interface ConvertedRow {
  /** The body of the request that would create the record, without its owner. */
  readonly request: Row;
  /** The owner's ID, email address or name; null: unassigned; undefined: the file does not have the column. */
  readonly owner: string | null | undefined;
  /** Values that only an export has. */
  readonly exported: Row;
}

/** A row with values that cannot be read. */
export interface UnreadableRow {
  readonly refusals: readonly FieldRefusal[];
}

/** Converts the cells of rows to requests, as specified by a form. */
export class RowConversion {
  private readonly columns: readonly CsvColumn[];
  private readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  private readonly headings: RowTexts;

  constructor(
    private readonly kind: RecordKind,
    private readonly form: ImportForm,
    private readonly settings: ImportSettings,
  ) {
    const csv = kind.csv ?? [];
    this.columns = csv.filter((column) => column.use === 'required' || this.has(column.name));
    this.values = valuesOf(kind);
    this.headings = Object.fromEntries(form.columns.flatMap(({ field, heading }) => (field ? [[field, heading]] : [])));
  }

  convert(cells: readonly string[]): ConvertedRow | UnreadableRow {
    const read = this.textsOf(cells);
    const texts = this.kind.importHints?.combine?.(read, this.headings) ?? read;
    const refusals: FieldRefusal[] = [];
    const converted = { ...texts, ...this.money(texts, refusals), ...this.times(texts, refusals) };
    if (refusals.length > 0) return { refusals };
    const columns = this.columns.filter(
      ({ name, use }) => name !== 'ownerId' && (use === 'required' || name in converted),
    );
    const request = toRequest(
      columns,
      columns.map(({ name }) => converted[name] ?? ''),
    );
    return { request, owner: this.ownerOf(texts), exported: this.exported(texts) };
  }

  /** Without the column, records belong to the member who imports them; with it, an empty cell means unassigned. */
  private ownerOf({ ownerId }: RowTexts): string | null | undefined {
    if (!this.has('ownerId')) return undefined;
    return ownerId === undefined || ownerId === '' ? null : ownerId;
  }

  private has(field: string): boolean {
    return this.form.columns.some((column) => column.field === field);
  }

  private textsOf(cells: readonly string[]): RowTexts {
    const texts: Record<string, string> = {};
    this.form.columns.forEach(({ field }, index) => {
      // Missing last cells are empty.
      if (field !== null) texts[field] = this.meaningOf(field, textOf(cells[index] ?? ''));
    });
    return texts;
  }

  private meaningOf(field: string, text: string): string {
    return this.values.get(field)?.get(normalizeForComparison(text)) ?? text;
  }

  /** Converts amounts to minor units with their currency, so that a change of the organization's currency does not alter them. */
  private money({ amount, currency = '' }: RowTexts, refusals: FieldRefusal[]): RowTexts {
    if (amount === undefined) return {};
    const code = currencyCode(currency);
    if (code !== '' && !isKnownCurrency(code)) {
      refusals.push({ field: 'currency', sentence: UNKNOWN_CURRENCY });
      return {};
    }
    if (this.form.amountUnit !== 'units' || amount === '') return currency === '' ? {} : { currency: code };
    const read = readUnits({
      text: amount,
      currency: code === '' ? this.settings.currency : code,
      isCurrencyGiven: code !== '',
      decimalMark: this.form.decimalMark,
    });
    if ('refusal' in read) {
      refusals.push({ field: 'amount', sentence: read.refusal });
      return {};
    }
    return { amount: read.minor, currency: read.currency };
  }

  private times(texts: RowTexts, refusals: FieldRefusal[]): RowTexts {
    const times: Record<string, string> = {};
    for (const { name, type, use } of this.columns) {
      const text = texts[name] ?? '';
      if (type !== 'instant' || use === 'read-only' || text === '') continue;
      const read = readInstant(text, this.settings.timezone, this.columnOf(name)?.dates ?? null);
      if ('refusal' in read) refusals.push({ field: name, sentence: read.refusal });
      else times[name] = read.instant;
    }
    return times;
  }

  private columnOf(field: string): FormColumn | undefined {
    return this.form.columns.find((column) => column.field === field);
  }

  private exported(texts: RowTexts): Row {
    const readOnly = this.columns.filter(({ use }) => use === 'read-only');
    return Object.fromEntries(readOnly.flatMap(({ name }) => (texts[name] ? [[name, texts[name]]] : [])));
  }
}

function valuesOf({ importHints }: RecordKind): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    Object.entries(importHints?.values ?? {}).map(([field, values]) => [
      field,
      new Map(Object.entries(values).map(([text, value]) => [normalizeForComparison(text), value])),
    ]),
  );
}

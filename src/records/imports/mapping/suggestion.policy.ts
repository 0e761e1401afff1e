import { normalizeForComparison } from '../../csv/import-hints.js';
import type { RecordKind } from '../../kind/record-kind.js';
import { fieldsOf } from './mapping.policy.js';

/**
 * The suggested field for each heading, or null. Names of fields are preferred to those of other programs. If several headings
 * match a field, only the best one gets it.
 */
export function suggestedFields(kind: RecordKind, headings: readonly string[]): (string | null)[] {
  const best = new Map<string, number>();
  for (const field of fieldsOf(kind)) {
    const names = [field, ...(kind.importHints?.headings[field] ?? [])].map(normalizeForComparison);
    const found = names.map((name) => headings.findIndex((heading) => normalizeForComparison(heading) === name));
    const index = found.find((at) => at >= 0 && ![...best.values()].includes(at));
    if (index !== undefined) best.set(field, index);
  }
  const fields = new Map([...best].map(([field, index]) => [index, field]));
  return headings.map((_heading, index) => fields.get(index) ?? null);
}

import { parse } from 'libpg-query';
import type { RangeVar } from 'libpg-query';

const STATEMENTS = { InsertStmt: 'insert', UpdateStmt: 'update', DeleteStmt: 'delete' } as const;

/** What a statement writes, CTEs included: `insert lead`. */
export async function writesIn(text: string): Promise<string[]> {
  const { stmts } = await parse(text);
  return writesBelow(stmts);
}

function writesBelow(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part as Record<string, unknown>).flatMap(([key, value]) => [
    ...(key in STATEMENTS ? [`${STATEMENTS[key as keyof typeof STATEMENTS]} ${targetOf(value)}`] : []),
    ...writesBelow(value),
  ]);
}

function targetOf(statement: unknown): string {
  return (statement as { relation?: RangeVar }).relation?.relname ?? '';
}

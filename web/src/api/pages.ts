interface Page<Row> {
  readonly data: readonly Row[];
  readonly nextCursor: string | null;
}

/** The options of an infinite query over a list of the API. */
export const BY_CURSOR = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { readonly nextCursor: string | null }) => nextCursor ?? undefined,
};

/** The cursor as a call takes it; the first page has none. */
export function cursorParam(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}

/** Reads every page of a list. */
export async function readAllPages<Row>(readPage: (cursor: { cursor?: string }) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { data, nextCursor } = await readPage(cursorParam(cursor));
    rows.push(...data);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

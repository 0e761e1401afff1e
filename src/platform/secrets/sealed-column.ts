/**
 * A column that holds values sealed with APP_SECRET: said once, for who seals and opens them and for the rotation, which
 * seals them anew. Its table has the primary key `(organization_id, id)`.
 */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** What the key is derived for. */
  readonly purpose: string;
  /** What a value is bound to: it opens in no other row. */
  readonly contextOf: (organizationId: string, id: string) => string;
}

/**
 * A column with values that are encrypted with APP_SECRET: defined once, for the code that encrypts and decrypts them and for
 * the rotation, which re-encrypts them. Its table has the primary key `(organization_id, id)`.
 */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The purpose for which the key is derived. */
  readonly purpose: string;
  /** What a value is bound to: it can be decrypted for no other row. */
  readonly contextOf: (organizationId: string, id: string) => string;
}

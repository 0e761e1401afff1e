import { ApiProperty } from '@nestjs/swagger';

const COUNTS = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/** The number of records that a member owns. */
export class RecordOwnerDto {
  /**
   * The membership of the owner; null: unassigned.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  membershipId: string | null;

  /**
   * The owner's name; for unassigned records, that of the previous owner.
   * @example "Grace Hopper"
   */
  name: string | null;

  /**
   * The status of the owner's membership; `unassigned` for unassigned records.
   * @example active
   */
  status: 'active' | 'removed' | 'unassigned';

  /**
   * For unassigned records, the membership of the previous owner; null if there was none.
   * @example null
   */
  previousOwnerId: string | null;

  /** By kind of record. */
  @ApiProperty({ ...COUNTS, example: { leads: 120, deals: 14, campaigns: 2, sequences: 0 } })
  counts: Record<string, number>;
}

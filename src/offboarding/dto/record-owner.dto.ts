import { ApiProperty } from '@nestjs/swagger';

const COUNTS = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/** Who owns how much. */
export class RecordOwnerDto {
  /**
   * The membership; null: unassigned.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  membershipId: string | null;

  /**
   * The owner's name; of what is unassigned, whose it was.
   * @example "Grace Hopper"
   */
  name: string | null;

  /**
   * The owner's; of what is unassigned, `unassigned`.
   * @example active
   */
  status: 'active' | 'removed' | 'unassigned';

  /**
   * Of what is unassigned, the membership that owned it last; null where it never had an owner.
   * @example null
   */
  previousOwnerId: string | null;

  /** By kind. */
  @ApiProperty({ ...COUNTS, example: { leads: 120, deals: 14, campaigns: 2, sequences: 0 } })
  counts: Record<string, number>;
}

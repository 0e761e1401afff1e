import { IsId } from '../../platform/ids/is-id.js';

export class OwnershipTransferDto {
  /**
   * The active admin who becomes the owner.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsId('the membership id of an active admin')
  membershipId: string;
}

/** The ownership has a new holder; the old one is an admin now. */
export class TransferredOwnershipDto {
  /** @example 019ab970-1c00-7000-8000-000000000004 */
  ownerMembershipId: string;

  /** @example 019ab970-1c00-7000-8000-000000000002 */
  previousOwnerMembershipId: string;
}

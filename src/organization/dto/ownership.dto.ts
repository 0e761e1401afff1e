import { IsId } from '../../platform/ids/is-id.js';

export class OwnershipTransferDto {
  /**
   * The membership ID of the active admin who becomes the owner.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsId('the membership ID of an active admin')
  membershipId: string;
}

/** The ownership was transferred; the previous owner is an admin now. */
export class TransferredOwnershipDto {
  /** @example 019ab970-1c00-7000-8000-000000000004 */
  ownerMembershipId: string;

  /** @example 019ab970-1c00-7000-8000-000000000002 */
  previousOwnerMembershipId: string;
}

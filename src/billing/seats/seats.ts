import { Injectable } from '@nestjs/common';
import { lockSubscription, lockSubscriptionIfAny } from '../../access/locks.js';
import type { Plan } from '../../access/plan.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { InvitationId, MembershipId } from '../../platform/ids/ids.js';
import { seatLimitProblem } from '../billing.problems.js';
import { hasFreeSeat, canTransferSeat, reportSeats, type SeatReport, type SeatUsage } from './seat.policy.js';

/** An invitation's seat ends when the invitation expires, at that moment, even before the row is deleted. */
export const COUNT_SEATS = `
  select count(*) as used, count(*) filter (where kind = 'invitation') as pending
  from seat where organization_id = :organizationId and (held_until is null or held_until > clock_timestamp())`;

function readSeatUsage(tx: TenantTransaction): Promise<SeatUsage> {
  return tx.one<SeatUsage>(COUNT_SEATS, { organizationId: tx.organizationId });
}

/** The holder of a seat, by name or by the invited address. */
export interface SeatHolder {
  readonly kind: 'member' | 'invitation';
  readonly id: string;
  readonly name: string;
}

/**
 * The seats: one row per holder. Everything that takes or transfers a seat locks the subscription first, so that
 * forty concurrent invitations on three seats create exactly as many as there are free seats.
 */
@Injectable()
export class Seats {
  /** Locks the organization's seats and reports their usage. Every use case that changes them begins with this. */
  async lock(tx: TenantTransaction): Promise<SeatReport> {
    const [{ plan }, usage] = await Promise.all([lockSubscription(tx), readSeatUsage(tx)]);
    return reportSeats(usage, plan);
  }

  /** As {@link lock}, for an organization that may not exist; null then. */
  async lockIfAny(tx: TenantTransaction): Promise<SeatReport | null> {
    const [subscription, usage] = await Promise.all([lockSubscriptionIfAny(tx), readSeatUsage(tx)]);
    return subscription && reportSeats(usage, subscription.plan);
  }

  async report(tx: TenantTransaction, plan: Plan): Promise<SeatReport> {
    return reportSeats(await readSeatUsage(tx), plan);
  }

  /**
   * Takes a seat for a member: the creator of the organization, whose plan has at least one seat, or a member for
   * whom the caller has checked that one is free.
   */
  takeForMember(tx: TenantTransaction, membershipId: MembershipId): void {
    tx.executeDeferred(`insert into seat (organization_id, holder_id, kind) values ($1, $2, 'member')`, [
      tx.organizationId,
      membershipId,
    ]);
  }

  /**
   * Takes a seat for a pending invitation until it expires, or extends the one that it has.
   *
   * @throws 409 `seat-limit-reached`
   */
  takeForInvitation(tx: TenantTransaction, seats: SeatReport, invitationId: InvitationId, heldUntil: string): void {
    if (!hasFreeSeat(seats)) throw seatLimitProblem(seats);
    tx.executeDeferred(
      `insert into seat (organization_id, holder_id, kind, held_until) values ($1, $2, 'invitation', $3)
       on conflict (organization_id, holder_id) do update set held_until = excluded.held_until`,
      [tx.organizationId, invitationId, heldUntil],
    );
  }

  /**
   * Extends the time for which an invitation keeps its seat.
   *
   * @throws 409 `seat-limit-reached` while the organization is over its plan
   */
  extendForInvitation(tx: TenantTransaction, seats: SeatReport, invitationId: InvitationId, heldUntil: string): void {
    if (!canTransferSeat(seats)) throw seatLimitProblem(seats);
    tx.executeDeferred('update seat set held_until = $3 where organization_id = $1 and holder_id = $2', [
      tx.organizationId,
      invitationId,
      heldUntil,
    ]);
  }

  /**
   * Transfers the invitation's seat to the member who accepted it.
   *
   * @throws 409 `seat-limit-reached` while the organization is over its plan
   */
  transferToMember(tx: TenantTransaction, seats: SeatReport, from: InvitationId, to: MembershipId): void {
    if (!canTransferSeat(seats)) throw seatLimitProblem(seats);
    tx.executeDeferred(
      `update seat set holder_id = $3, kind = 'member', held_until = null
       where organization_id = $1 and holder_id = $2 and kind = 'invitation'`,
      [tx.organizationId, from, to],
    );
  }

  /** Releases the seats of the given holders. A holder without a seat is not an error. */
  release(tx: TenantTransaction, holders: readonly string[]): void {
    tx.executeDeferred('delete from seat where organization_id = $1 and holder_id = any ($2::uuid[])', [
      tx.organizationId,
      holders,
    ]);
  }

  /** Deletes the seats of expired invitations, which are already excluded from the count. */
  releaseExpired(tx: TenantTransaction): void {
    tx.executeDeferred('delete from seat where organization_id = $1 and held_until <= statement_timestamp()', [
      tx.organizationId,
    ]);
  }

  /** The holders of the seats, members first, by name. */
  async holders(tx: TenantTransaction): Promise<SeatHolder[]> {
    return tx.query<SeatHolder>('select kind, id, name from seat_holders($1)', [tx.organizationId]);
  }
}

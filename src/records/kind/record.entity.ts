import { Column, PrimaryColumn } from 'typeorm';
import { generated, TIMESTAMP } from '../../platform/database/columns.js';
import type { MembershipId, OrganizationId } from '../../platform/ids/ids.js';

/** The columns of every record. */
export abstract class RecordEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  updated_at: string;

  /** Grows with every change; the ETag. */
  @Column({ type: 'int', default: 1 })
  version: number;
}

/** The columns of every record that has an owner. */
export abstract class OwnedRecordEntity extends RecordEntity {
  /** Null: unassigned. */
  @Column({ type: 'uuid', nullable: true })
  owner_id: MembershipId | null;

  /** The owner before the last change of the owner. */
  @Column({ type: 'uuid', nullable: true })
  previous_owner_id: MembershipId | null;

  @Column({ type: 'text' })
  name: string;

  /** For the search and the order by name. */
  @Column({ type: 'text', ...generated('lower(name)') })
  name_key: string;
}

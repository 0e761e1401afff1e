import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../platform/database/columns.js';
import { ReferenceTable } from '../platform/database/table.js';
import type { UserId } from '../platform/ids/ids.js';

/** A verified address of an account. */
@ReferenceTable('user_email', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('user_account', ['user_id'], ['user_id'])
@Index('user_email_one_primary', ['user_id'], { unique: true, where: `is_primary` })
export class UserEmailEntity {
  /** In lower case, with the domain as A-label. */
  @PrimaryColumn({ type: 'text' })
  email: string;

  @Column({ type: 'uuid' })
  user_id: UserId;

  @Column({ type: 'boolean' })
  is_primary: boolean;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;
}

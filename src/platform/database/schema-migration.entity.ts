import { Column, PrimaryGeneratedColumn } from 'typeorm';
import { DirectoryTable } from './table.js';

/** A migration that was run. TypeORM writes it. */
@DirectoryTable('schema_migration', { rights: ['select'] })
export class SchemaMigrationEntity {
  @PrimaryGeneratedColumn({ type: 'int' })
  id: number;

  @Column({ type: 'bigint' })
  timestamp: number;

  @Column({ type: 'varchar' })
  name: string;
}

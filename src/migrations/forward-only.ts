import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration that cannot be undone: the next one corrects it. */
export abstract class ForwardOnlyMigration implements MigrationInterface {
  abstract readonly name: string;

  abstract up(runner: QueryRunner): Promise<void>;

  down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

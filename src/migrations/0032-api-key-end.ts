import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The last characters of a key, to tell keys apart: all keys of an organization begin alike. Older keys have none. */
export class ApiKeyEnd1790000000032 extends ForwardOnlyMigration {
  readonly name = 'ApiKeyEnd1790000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table api_key add column key_end text');
  }
}

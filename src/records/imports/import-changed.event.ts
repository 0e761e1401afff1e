import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../../platform/events/organization-event.js';
import type { ImportId, MembershipId } from '../../platform/ids/ids.js';
import type { CsvKindName } from './import.dto.js';

/** How an import ended. */
interface ImportEnd {
  readonly status: 'completed' | 'failed';
  readonly kind: CsvKindName;
  readonly created: number;
  readonly rejected: number;
  /** The member who imports; null: an API key does. */
  readonly importer: MembershipId | null;
}

/** An import that has made progress or has ended. */
export interface ImportChanged {
  readonly id: ImportId;
  /** Null: it goes on. */
  readonly end: ImportEnd | null;
}

/** Announces the progress of imports, in the transactions that store it. */
@Injectable()
export class ImportChanges extends OrganizationEvent<ImportChanged> {}

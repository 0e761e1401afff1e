import { automationKind } from './automations/automation.kind.js';
import { callKind } from './calls/call.kind.js';
import { campaignKind } from './campaigns/campaign.kind.js';
import { dealKind } from './deals/deal.kind.js';
import { integrationKind } from './integrations/integration.kind.js';
import type { RecordKind } from './kind/record-kind.js';
import { leadKind } from './leads/lead.kind.js';
import { sequenceKind } from './sequences/sequence.kind.js';

/** Every kind of record. A new kind is a folder and a line here. */
export const RECORD_KINDS: readonly RecordKind[] = [
  leadKind,
  dealKind,
  campaignKind,
  sequenceKind,
  callKind,
  automationKind,
  integrationKind,
];

/** The kinds that can be imported from CSV files and exported to them. */
export const CSV_KINDS = RECORD_KINDS.filter(({ csv }) => csv !== undefined);

/** The kind with this name. */
export function csvKindNamed(name: string): RecordKind {
  const kind = CSV_KINDS.find((candidate) => candidate.name === name);
  if (!kind) throw new Error(`Records of the kind ${name} have no CSV files.`);
  return kind;
}

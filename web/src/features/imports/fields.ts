import type { Choice } from '../../ui/form/Select';

/** The kinds that can be imported, in the order of the permission matrix. */
export const IMPORT_KINDS = ['leads', 'deals', 'campaigns'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The value for a column that is not imported. */
export const NOT_IMPORTED = '';

const NAME: Choice<string> = { value: 'name', label: 'Name' };
const OWNER: Choice<string> = { value: 'ownerId', label: 'Owner (email address or name)' };

/** The fields that a column can be mapped to. */
const FIELDS: Readonly<Record<ImportKind, readonly Choice<string>[]>> = {
  leads: [
    NAME,
    { value: 'firstName', label: 'First name' },
    { value: 'lastName', label: 'Last name' },
    { value: 'email', label: 'Email' },
    { value: 'phone', label: 'Phone' },
    { value: 'company', label: 'Company' },
    { value: 'status', label: 'Status' },
    OWNER,
  ],
  deals: [
    NAME,
    { value: 'amount', label: 'Amount' },
    { value: 'currency', label: 'Currency' },
    { value: 'stage', label: 'Stage' },
    { value: 'status', label: 'Open, won or lost' },
    { value: 'closedAt', label: 'Closed on' },
    { value: 'leadId', label: 'Lead (ID)' },
    OWNER,
  ],
  campaigns: [NAME, { value: 'status', label: 'Status' }, { value: 'scheduledFor', label: 'Scheduled for' }, OWNER],
};

/** The choices for a column. A read-only field of an export (`createdAt`) can stay selected, because it identifies an export. */
export function choicesFor(kind: ImportKind, suggested: string | null): Choice<string>[] {
  const own = FIELDS[kind];
  const isOther = suggested !== null && !own.some(({ value }) => value === suggested);
  return [
    { value: NOT_IMPORTED, label: 'Don’t import' },
    ...own,
    ...(isOther ? [{ value: suggested, label: `Don’t import (${suggested} from an export)` }] : []),
  ];
}

/** Fields that are selected for more than one column. */
export function chosenTwice(fields: readonly string[]): ReadonlySet<string> {
  return new Set(fields.filter((field, index) => field !== NOT_IMPORTED && fields.indexOf(field) !== index));
}

import type { Choice } from '../../ui/Field';

/** What can be imported, in the order of the product's matrix. */
export const IMPORT_KINDS = ['leads', 'deals', 'campaigns'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** A column that is left out; no field has an empty name. */
export const LEFT_OUT = '';

const NAME: Choice<string> = { value: 'name', label: 'Name' };
const OWNER: Choice<string> = { value: 'ownerId', label: 'Owner (email address or name)' };

/** The fields that a column may fill. */
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

/** The choices for a column. What only exports have (`createdAt`) may stay named: it marks the file as one. */
export function choicesFor(kind: ImportKind, suggested: string | null): Choice<string>[] {
  const own = FIELDS[kind];
  const isOther = suggested !== null && !own.some(({ value }) => value === suggested);
  return [
    { value: LEFT_OUT, label: 'Leave out' },
    ...own,
    ...(isOther ? [{ value: suggested, label: `Leave out (${suggested} of an export)` }] : []),
  ];
}

/** Fields that more than one column would fill. */
export function chosenTwice(fields: readonly string[]): ReadonlySet<string> {
  return new Set(fields.filter((field, index) => field !== LEFT_OUT && fields.indexOf(field) !== index));
}

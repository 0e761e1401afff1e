import { OWNER_HEADINGS, ownValues, type ImportHints } from '../csv/import-hints.js';
import { LEAD_STATUSES } from './lead.dto.js';

/** Leads as HubSpot (contacts), Pipedrive (leads and people), Salesforce (leads and contacts) and Google Contacts export them. */
export const leadImport: ImportHints = {
  fields: ['firstName', 'lastName'],
  parts: { name: ['firstName', 'lastName'] },
  headings: {
    name: ['Full Name', 'Person - Name', 'Lead - Contact person', 'Contact Name', 'Lead Name', 'Lead - Title'],
    firstName: ['First Name', 'Given Name', 'Person - First name'],
    lastName: ['Last Name', 'Family Name', 'Surname', 'Person - Last name'],
    email: [
      'Email Address',
      'E-mail',
      'E-mail 1 - Value',
      'Person - Email - Work',
      'Person - Email',
      'Lead - Email',
      'Person - Email - Home',
      'Person - Email - Other',
      'Work Email',
    ],
    phone: [
      'Phone Number',
      'Phone 1 - Value',
      'Person - Phone - Work',
      'Person - Phone',
      'Person - Phone - Mobile',
      'Mobile Phone Number',
      'Mobile Phone',
      'Mobile',
      'Telephone',
    ],
    company: [
      'Company Name',
      'Company / Account',
      'Account Name',
      'Organization Name',
      'Organization - Name',
      'Organization 1 - Name',
      'Person - Organization',
      'Lead - Organization',
      'Associated Company',
      'Organization',
      'Account',
    ],
    status: ['Lead Status'],
    ownerId: ['Lead Owner', 'Contact Owner', 'Lead - Owner', 'Person - Owner', ...OWNER_HEADINGS],
  },
  values: {
    status: {
      ...ownValues(LEAD_STATUSES),
      Open: 'new',
      'Open - Not Contacted': 'new',
      'In Progress': 'contacted',
      'Attempted to Contact': 'contacted',
      Connected: 'contacted',
      Working: 'contacted',
      'Working - Contacted': 'contacted',
      Nurturing: 'contacted',
      'Open Deal': 'qualified',
      'Closed - Converted': 'converted',
      Customer: 'converted',
      Unqualified: 'lost',
      'Bad Timing': 'lost',
      'Closed - Not Converted': 'lost',
    },
  },
  refusals: {},
  combine: ({ firstName, lastName, ...texts }) => {
    const name = [firstName, lastName].filter((part) => part !== undefined && part !== '').join(' ');
    return {
      ...texts,
      ...((texts['name'] ?? '') === '' && name !== '' ? { name } : {}),
      ...firstOf(texts, 'email'),
      ...firstOf(texts, 'phone'),
    };
  },
};

/** Google Contacts writes several addresses or numbers into one cell; the first is the main one. */
function firstOf(texts: Readonly<Record<string, string>>, field: string): Record<string, string> {
  const text = texts[field];
  return text?.includes(' ::: ') ? { [field]: text.split(' ::: ', 1)[0] ?? '' } : {};
}

import type { PageKey } from './pages';

/** Other words by which the menu finds each page. They are loaded with the menu, and the pages with the console. */
export const PAGE_KEYWORDS: Readonly<Record<PageKey, string>> = {
  a: 'revenue report chart forecast pipeline deals export csv pdf',
  s: 'settings general logo name currency timezone fiscal year targets emails identifiers id slug',
  m: 'people team users invitations seats removed reinstate export csv',
  r: 'permissions rights access admin viewer',
  d: 'reassign records owners unassigned leads deals campaigns sequences',
  i: 'upload csv file leads deals campaigns',
  b: 'plans upgrade downgrade seats credits payment card invoices subscription price export csv',
  c: 'assistant conversations messages',
  k: 'tokens integrations programs scripts rotate revoke',
  l: 'events activity history security export csv',
};

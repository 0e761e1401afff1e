import { defineProblem } from '../../platform/http/problem.js';

const DETAIL = 'Check the id against the list; it may have been deleted.';

export const leadNotFound = defineProblem({
  code: 'lead-not-found',
  status: 404,
  title: 'There is no such lead',
  detail: DETAIL,
});
export const dealNotFound = defineProblem({
  code: 'deal-not-found',
  status: 404,
  title: 'There is no such deal',
  detail: DETAIL,
});
export const campaignNotFound = defineProblem({
  code: 'campaign-not-found',
  status: 404,
  title: 'There is no such campaign',
  detail: DETAIL,
});
export const sequenceNotFound = defineProblem({
  code: 'sequence-not-found',
  status: 404,
  title: 'There is no such sequence',
  detail: DETAIL,
});
export const callNotFound = defineProblem({
  code: 'call-not-found',
  status: 404,
  title: 'There is no such call',
  detail: DETAIL,
});
export const automationNotFound = defineProblem({
  code: 'automation-not-found',
  status: 404,
  title: 'There is no such automation',
  detail: DETAIL,
});
export const integrationNotFound = defineProblem({
  code: 'integration-not-found',
  status: 404,
  title: 'There is no such integration',
  detail: DETAIL,
});

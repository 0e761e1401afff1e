import { defineProblem } from '../../platform/http/problem.js';

export const leadNotFound = defineProblem({
  code: 'lead-not-found',
  status: 404,
  title: 'There is no such lead',
  detail: 'This lead does not exist or has been deleted. Choose one from the list.',
});
export const dealNotFound = defineProblem({
  code: 'deal-not-found',
  status: 404,
  title: 'There is no such deal',
  detail: 'This deal does not exist or has been deleted. Choose one from the list.',
});
export const campaignNotFound = defineProblem({
  code: 'campaign-not-found',
  status: 404,
  title: 'There is no such campaign',
  detail: 'This campaign does not exist or has been deleted. Choose one from the list.',
});
export const sequenceNotFound = defineProblem({
  code: 'sequence-not-found',
  status: 404,
  title: 'There is no such sequence',
  detail: 'This sequence does not exist or has been deleted. Choose one from the list.',
});
export const callNotFound = defineProblem({
  code: 'call-not-found',
  status: 404,
  title: 'There is no such call',
  detail: 'This call does not exist or has been deleted. Choose one from the list.',
});
export const automationNotFound = defineProblem({
  code: 'automation-not-found',
  status: 404,
  title: 'There is no such automation',
  detail: 'This automation does not exist or has been deleted. Choose one from the list.',
});
export const integrationNotFound = defineProblem({
  code: 'integration-not-found',
  status: 404,
  title: 'There is no such integration',
  detail: 'This integration does not exist or has been deleted. Choose one from the list.',
});

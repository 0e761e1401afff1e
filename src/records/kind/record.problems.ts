import { defineProblem } from '../../platform/http/problem.js';

export const leadNotFound = defineProblem({
  code: 'lead-not-found',
  status: 404,
  title: 'Lead not found',
  detail: 'This lead does not exist or has been deleted. Choose one from the list.',
});
export const dealNotFound = defineProblem({
  code: 'deal-not-found',
  status: 404,
  title: 'Deal not found',
  detail: 'This deal does not exist or has been deleted. Choose one from the list.',
});
export const campaignNotFound = defineProblem({
  code: 'campaign-not-found',
  status: 404,
  title: 'Campaign not found',
  detail: 'This campaign does not exist or has been deleted. Choose one from the list.',
});
export const sequenceNotFound = defineProblem({
  code: 'sequence-not-found',
  status: 404,
  title: 'Sequence not found',
  detail: 'This sequence does not exist or has been deleted. Choose one from the list.',
});
export const callNotFound = defineProblem({
  code: 'call-not-found',
  status: 404,
  title: 'Call not found',
  detail: 'This call does not exist or has been deleted. Choose one from the list.',
});
export const automationNotFound = defineProblem({
  code: 'automation-not-found',
  status: 404,
  title: 'Automation not found',
  detail: 'This automation does not exist or has been deleted. Choose one from the list.',
});
export const integrationNotFound = defineProblem({
  code: 'integration-not-found',
  status: 404,
  title: 'Integration not found',
  detail: 'This integration does not exist or has been deleted. Choose one from the list.',
});

import { defineProblem } from '../../platform/http/problem.js';
import { MOST_API_KEYS } from './api-key.policy.js';

export const apiKeyNotFound = defineProblem({
  code: 'api-key-not-found',
  status: 404,
  title: 'There is no such API key',
  detail: 'This API key does not exist or has been revoked. Choose one from the list of API keys.',
});
export const apiKeyLimitReached = defineProblem({
  code: 'api-key-limit-reached',
  status: 409,
  title: 'The organization has as many API keys as it may have',
  detail: `An organization has at most ${MOST_API_KEYS} API keys that work. Revoke one that is not used any more, then create the new one.`,
});

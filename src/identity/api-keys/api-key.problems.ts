import { defineProblem } from '../../platform/http/problem.js';
import { MAX_API_KEYS } from './api-key.policy.js';

export const apiKeyNotFound = defineProblem({
  code: 'api-key-not-found',
  status: 404,
  title: 'API key not found',
  detail:
    'This API key does not exist or has been revoked. Choose a key from the list of API keys; revoked keys are not listed.',
});
export const apiKeyLimitReached = defineProblem({
  code: 'api-key-limit-reached',
  status: 409,
  title: 'API key limit reached',
  detail: `This organization already has ${MAX_API_KEYS} active API keys, the most it may have. Revoke one that is no longer used, then create the new one.`,
});

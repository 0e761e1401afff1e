import { defineProblem } from '../../platform/http/problem.js';

export const apiKeyNotFound = defineProblem({
  code: 'api-key-not-found',
  status: 404,
  title: 'There is no such API key',
  detail: 'This API key does not exist or has been revoked. Choose one from the list of API keys.',
});

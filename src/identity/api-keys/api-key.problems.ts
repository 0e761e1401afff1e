import { defineProblem } from '../../platform/http/problem.js';

export const apiKeyNotFound = defineProblem({
  code: 'api-key-not-found',
  status: 404,
  title: 'There is no such API key',
  detail: 'Check the id against the list of API keys; a revoked key is not listed.',
});

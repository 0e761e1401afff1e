import { defineProblem } from '../platform/http/problem.js';

export const unsubscribeLinkNotFound = defineProblem({
  code: 'unsubscribe-link-not-found',
  status: 404,
  title: 'This link is not valid',
  detail:
    'This link is incomplete or was changed. Open it from the email again, or turn the email off in the settings.',
});

import { defineProblem } from '../platform/http/problem.js';

export const freeOrganizationLimitReached = defineProblem({
  code: 'free-organization-limit-reached',
  status: 409,
  title: 'You own as many organizations on Free as one person may',
  detail: 'Put one of your ten Free organizations on a paid plan or delete it, then create the new one.',
});

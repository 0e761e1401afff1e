import { defineProblem } from '../platform/http/problem.js';

export const organizationNotFound = defineProblem({
  code: 'organization-not-found',
  status: 404,
  title: 'There is no such organization for you',
  detail: 'This organization does not exist or you are not a member of it. Ask one of its admins to invite you.',
  hint: 'Check the id in the path; a caller sees only organizations of which they are an active member.',
});

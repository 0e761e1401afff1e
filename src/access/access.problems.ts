import { defineProblem } from '../platform/http/problem.js';

export const organizationNotFound = defineProblem({
  code: 'organization-not-found',
  status: 404,
  title: 'There is no such organization for you',
  detail: 'Check the id; you see an organization only while you are an active member of it.',
});

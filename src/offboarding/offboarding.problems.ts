import { defineProblem } from '../platform/http/problem.js';

export const reassignmentNotFound = defineProblem({
  code: 'reassignment-not-found',
  status: 404,
  title: 'There is no such reassignment',
  detail: 'Check the id against the list of reassignments.',
});

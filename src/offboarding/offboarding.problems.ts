import { defineProblem } from '../platform/http/problem.js';

export const reassignmentNotFound = defineProblem({
  code: 'reassignment-not-found',
  status: 404,
  title: 'There is no such reassignment',
  detail: 'Check the id against the list of reassignments.',
});
export const reassignmentFinished = defineProblem({
  code: 'reassignment-finished',
  status: 409,
  title: 'This reassignment is over',
  detail: 'There is nothing to cancel; ask for another one to move the records again.',
});

import { defineProblem, type ProblemKind } from '../../platform/http/problem.js';

/** 404 of one kind: `lead-not-found`. */
export function notFoundOf(thing: string): ProblemKind {
  return defineProblem({
    code: `${thing}-not-found`,
    status: 404,
    title: `There is no such ${thing}`,
    detail: `Check the id against the list of ${thing}s; it may have been deleted.`,
  });
}

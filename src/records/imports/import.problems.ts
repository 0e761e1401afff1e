import { defineProblem } from '../../platform/http/problem.js';

export const importNotFound = defineProblem({
  code: 'import-not-found',
  status: 404,
  title: 'There is no such import',
  detail: 'Check the id against the answer that began the import.',
});

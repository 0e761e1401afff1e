import { defineProblem } from '../../platform/http/problem.js';

export const importNotFound = defineProblem({
  code: 'import-not-found',
  status: 404,
  title: 'There is no such import',
  detail: 'Check the id against the answer that began the import.',
});

export const tooManyImports = defineProblem({
  code: 'too-many-imports',
  status: 409,
  title: 'Too many imports are waiting',
  detail: 'Wait until one of the four imports of this organization has ended; one runs at a time, and three may wait.',
});

import { defineProblem } from '../../platform/http/problem.js';

export const importNotFound = defineProblem({
  code: 'import-not-found',
  status: 404,
  title: 'There is no such import',
  detail: 'This import does not exist in this organization. Upload the file again.',
  hint: 'Use the id from the answer that started the import.',
});

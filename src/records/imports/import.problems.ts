import { defineProblem } from '../../platform/http/problem.js';

export const importNotFound = defineProblem({
  code: 'import-not-found',
  status: 404,
  title: 'Import not found',
  detail: 'This import does not exist in this organization. Upload the file again.',
  hint: 'Use the ID from the response that started the import.',
});

export const tooManyImports = defineProblem({
  code: 'too-many-imports',
  status: 409,
  title: 'Too many imports are waiting',
  detail:
    'This organization already has four imports; one runs at a time, and three can wait. Wait until one has finished.',
});

import { defineProblem } from '../platform/http/problem.js';

export const databaseNotEmpty = defineProblem({
  code: 'database-not-empty',
  status: 409,
  title: 'This service already has organizations',
  detail: 'Demo data can only be added while there are no organizations. Start the service with an empty data folder.',
  hint: 'Set DATA_DIR to a new folder and start with "npm run demo".',
});

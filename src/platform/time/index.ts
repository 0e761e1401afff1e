export { formatLocal } from './format-local.js';
export { isTimezone } from './timezone.js';

import { House1790000000001 } from './0001-house.js';

/** Every migration, oldest first. They only go forward. */
export const MIGRATIONS = [House1790000000001];

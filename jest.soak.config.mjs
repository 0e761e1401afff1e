import tests from './jest.config.mjs';

/** The running system under faults, and crashes at any moment: what takes too long for every run (scripts/soak.mjs). */
/** @type {import('jest').Config} */
export default { ...tests, testMatch: ['<rootDir>/test/**/*.soak.ts'], maxWorkers: 2 };

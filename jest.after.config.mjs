import tests from './jest.config.mjs';

/** What looks at all tests together, after them: it needs no servers, only what they left (scripts/test.mjs). */
const { rootDir, testEnvironment, transform, transformIgnorePatterns, moduleNameMapper } = tests;

/** @type {import('jest').Config} */
export default {
  rootDir,
  testEnvironment,
  transform,
  transformIgnorePatterns,
  moduleNameMapper,
  testMatch: ['<rootDir>/test/after/**/*.after.ts'],
  testTimeout: 120_000,
};

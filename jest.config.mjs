/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Node 20's ESM mode of Jest fails on decorators, so the few packages that ship ESM only are compiled down as well.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|jose|uuid|file-type|token-types|strtok3|@tokenizer|uint8array-extras|@borewit|load-esm|uid|iterare|@sindresorhus|escape-string-regexp|svix|p-retry|p-timeout|get-port|is-network-error)/)',
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  testTimeout: 60_000,
  maxWorkers: 3,
};

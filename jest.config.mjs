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
  moduleNameMapper: {
    // Large packages that most files use and the service does not are loaded once for each worker. Errors of the others have
    // to be of the same realm as the code of the service that a test calls.
    '^(mailparser|smtp-server|playwright-core|ajv-formats)$': '<rootDir>/test/support/worker-packages/$1.cjs',
    '^ajv/dist/2020\\.js$': '<rootDir>/test/support/worker-packages/ajv-2020.cjs',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  testTimeout: 60_000,
  // With a fourth, the consoles' tests run into their limits on two cores.
  maxWorkers: 3,
};

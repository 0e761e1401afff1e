import js from '@eslint/js';
import accessibility from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', '.dist-*/', '.dev/', 'node_modules/', '.data/', 'coverage/', 'web/src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Nest's modules are classes that have nothing but their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers read well in sentences; everything else still has to be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // DTO classes describe plain data to Swagger and the validators; answers are plain data, never instances.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A row's or an id's type is named by the caller; nothing else could know it.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A DTO's property needs its type written out: Swagger and the validators read it from the decorator's metadata.
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        Blob: 'readonly',
        FormData: 'readonly',
        performance: 'readonly',
        structuredClone: 'readonly',
      },
    },
  },
  {
    files: ['test/**/*.ts'],
    // The content of an answer is in a test's expectation, and Jest's asymmetric matchers are `any` by design.
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    // Runs in the page before its first paint.
    files: ['web/src/first-paint.js'],
    languageOptions: {
      globals: {
        addEventListener: 'readonly',
        document: 'readonly',
        localStorage: 'readonly',
        requestAnimationFrame: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  {
    // Parts of them run in a page.
    files: ['bench/console/*.mjs'],
    languageOptions: {
      globals: {
        ClipboardEvent: 'readonly',
        DataTransfer: 'readonly',
        document: 'readonly',
        MutationObserver: 'readonly',
        PerformanceObserver: 'readonly',
        requestAnimationFrame: 'readonly',
        sessionStorage: 'readonly',
      },
    },
  },
  {
    files: ['bench/**/*.ts'],
    // A benchmark's product is the table that it prints.
    rules: { 'no-console': 'off' },
  },
  {
    files: ['web/**/*.ts', 'web/**/*.tsx'],
    extends: [accessibility.flatConfigs.strict, hooks.configs.flat['recommended-latest']],
    languageOptions: { parserOptions: { project: './web/tsconfig.json' } },
    rules: {
      // A handler that answers with what its last call answers reads better than one with braces around it.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // The router's own way to lead elsewhere is to throw a redirect.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
      ],
      // Within a dialog, the focus begins where the work begins.
      'jsx-a11y/no-autofocus': 'off',
    },
  },
);

/**
 * The modules and their dependencies (docs/architecture.md). Which module may import which is written once, as a list from the
 * bottom up; a module may import those below it.
 */
const LAYERS = [
  ['platform', 'migrations'],
  ['audit', 'access', 'identity'],
  ['billing'],
  ['membership'],
  ['organization'],
  ['invitation'],
  ['records'],
  ['assistant'],
  ['offboarding', 'analytics'],
  ['live-updates'],
  ['notices', 'notification', 'operator', 'web-console'],
  ['demo'],
];

const above = (layer) => LAYERS.slice(layer + 1).flat();
const beside = (layer, module) => LAYERS[layer].filter((other) => other !== module);

/** Modules of one layer that import each other: authentication, authorization and the audit log are used together. */
const NEIGHBOURS = new Set(['platform', 'migrations', 'audit', 'access', 'identity']);

const layerRules = LAYERS.flatMap((modules, layer) =>
  modules.map((module) => ({
    name: `${module}-imports-only-what-is-below`,
    severity: 'error',
    from: { path: `^src/${module}/` },
    to: {
      path: `^src/(${[...above(layer), ...(NEIGHBOURS.has(module) ? [] : beside(layer, module))].join('|') || 'nothing'})/`,
    },
  })),
);

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'modules-do-not-import-the-composition-root',
      severity: 'error',
      from: { path: `^src/(${LAYERS.flat().join('|')})/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/([^/]+\\.ts$|configuration/)' },
    },
    {
      // What only trials need is not part of any module: an image works without its packages.
      name: 'only-the-composition-root-imports-dev',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/dev/' },
      to: { path: '^src/dev/' },
    },
    {
      name: 'dev-imports-only-the-platform',
      severity: 'error',
      from: { path: '^src/dev/' },
      to: { path: '^src/', pathNot: '^src/(dev|platform)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-has-no-business-in-it',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/(platform|migrations)/' },
    },
    {
      name: 'entities-and-queries-stay-in-their-module',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.*(\\.entity|-queries)\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'production-code-uses-no-test-code',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { path: '\\.(spec|fixture)\\.ts$|^test/' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(spec|fixture)\\.ts$|\\.mjs$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.(spec|fixture)\\.ts$|\\.d\\.(m)?ts$|\\.mjs$|^src/(main|migrate)\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.m?ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

/**
 * The folders of the console and their dependencies (docs/architecture.md). Each may import those below it in this list, from the
 * bottom up, and nothing else. `src` has the same in `.dependency-cruiser.cjs`.
 */
const LAYERS = [['problem'], ['ui', 'session'], ['api'], ['shared'], ['features'], ['frame']];

/** The features whose parts others may use, and who does. */
const USED_BY = {
  'audit-log': ['members'],
  billing: ['getting-started', 'invitations', 'members'],
  credits: ['billing'],
  demo: ['sign-in', 'welcome'],
  'getting-started': ['members'],
  handover: ['data-ownership', 'members'],
  invitations: ['members', 'welcome'],
  leaving: ['account', 'members', 'organization-settings'],
  operator: ['account'],
};

const anyOf = (names) => `(${names.join('|')})`;

const layerRules = LAYERS.flatMap((folders, layer) =>
  folders.map((folder) => ({
    name: `${folder}-imports-only-what-is-below`,
    severity: 'error',
    from: { path: `^web/src/${folder}/` },
    to: { path: '^web/src/', pathNot: `^web/src/${anyOf([folder, ...LAYERS.slice(0, layer).flat()])}/` },
  })),
);

const featureRules = Object.entries(USED_BY).map(([feature, users]) => ({
  name: `${feature}-is-used-by-these-features-only`,
  severity: 'error',
  from: { path: '^web/src/features/', pathNot: `^web/src/features/${anyOf([feature, ...users])}/` },
  to: { path: `^web/src/features/${feature}/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...featureRules,
    {
      name: 'other-features-are-used-by-no-feature',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: `^web/src/features/($1|${Object.keys(USED_BY).join('|')})/` },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-barrels',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^web/src/.*(^|/)index\\.tsx?$' },
    },
    {
      name: 'console-imports-no-service',
      severity: 'error',
      from: { path: '^web/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(src|test|scripts)/|\\.spec\\.ts$' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.(spec|d)\\.ts$|\\.(css|svg)$|/clerk/no-wallets\\.ts$|/first-paint\\.js$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};

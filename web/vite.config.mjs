import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, minify } from 'vite';
import { chunkGroups } from './chunks.mjs';
import { directImports } from './direct-imports.mjs';

const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** What is shown above a page: one file. */
const OVERLAYS = [
  'ui/dialog/ConfirmWindow.tsx',
  'ui/menu/MenuWindow.tsx',
  'ui/dialog/ModalWindow.tsx',
  'ui/dialog/OpenDialog.tsx',
  'ui/dialog/PanelWindow.tsx',
  'frame/Drawer.tsx',
  'frame/OrganizationList.tsx',
].map((file) => path(`src/${file}`));

/** Clerk's form names them; `overrides` in package.json keeps them from being installed. */
const WALLETS = /^(@base-org\/account|@coinbase\/wallet-sdk|@solana\/wallet-(adapter-base|adapter-react|standard))$/;

/**
 * The page asks at once for the styles and scripts that every page of the console needs. The scripts run only after its first
 * paint, by `first-paint.js`.
 */
const preloadMain = {
  name: 'preload-main',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const main = chunkWith(chunks, 'src/main.tsx');
      const links = [
        ...[...main.viteMetadata.importedCss].map((file) => `<link rel="stylesheet" crossorigin href="/${file}" />`),
        ...[main.fileName, ...main.imports].map(
          (file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}" />`,
        ),
      ];
      return html
        .replace(/ *<(link rel="(modulepreload|stylesheet)"|script type="module")[^>]*>(<\/script>)?\n/g, '')
        .replace('</head>', `  ${links.join('\n    ')}\n  </head>`);
    },
  },
};

function chunkWith(chunks, file) {
  const found = chunks.find(({ moduleIds }) => moduleIds.includes(path(file)));
  if (!found) throw new Error(`The build has no chunk of ${file}.`);
  return found;
}

/**
 * The script that runs before the first paint, and starts the console after it. Vite bundles modules only, and those run after
 * it; so this one becomes a file as it is, with its content in its name.
 */
const firstPaint = {
  name: 'first-paint',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      if (!bundle) return [{ tag: 'script', attrs: { src: '/src/first-paint.js' }, injectTo: 'head-prepend' }];
      const files = Object.values(bundle);
      const { fileName } = files.find(({ names }) => names?.includes('first-paint.js'));
      const main = chunkWith(
        files.filter(({ type }) => type === 'chunk'),
        'src/main.tsx',
      );
      const attrs = { src: `/${fileName}`, 'data-main': `/${main.fileName}` };
      return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
    },
  },
};

/** Its file. */
const emitFirstPaint = {
  name: 'emit-first-paint',
  apply: 'build',
  async buildStart() {
    const file = path('src/first-paint.js');
    const { code } = await minify(file, readFileSync(file, 'utf8'));
    this.emitFile({ type: 'asset', name: 'first-paint.js', source: code });
  },
};

export default defineConfig(({ command }) => ({
  resolve: {
    alias: [
      {
        find: WALLETS,
        replacement: fileURLToPath(new URL('src/features/sign-in/clerk/no-wallets.ts', import.meta.url)),
      },
    ],
  },
  // The components speak thirty languages; the console speaks one.
  plugins: [
    emitFirstPaint,
    firstPaint,
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
    directImports(),
    preloadMain,
    // Under `npm run dev` alone: exchanges components without a reload.
    ...(command === 'serve' ? [react()] : []),
  ],
  // Nothing of the environment goes into the pages.
  envPrefix: 'CONSOLE_NOTHING_',
  envDir: false,
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // Inlined files would need a wider policy than the console has.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Nothing is rendered on a server: "use client" has no effect.
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          groups: chunkGroups({
            entries: [path('src/main.tsx'), path('src/frame/Frame.tsx')],
            router: path('src/router.tsx'),
            firstPage: path('src/features/members/MembersPage.tsx'),
            overlays: OVERLAYS,
          }),
        },
      },
    },
  },
}));

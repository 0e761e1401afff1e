import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Clerk's form names them; `overrides` in package.json keeps them from being installed. */
const WALLETS = /^(@base-org\/account|@coinbase\/wallet-sdk|@solana\/wallet-(adapter-base|adapter-react|standard))$/;

/** What every page of the console begins with. */
const LIBRARIES = /node_modules\/(react|react-dom|scheduler|@tanstack\/[\w-]+)\//;

/** The console's own parts that most pages share. */
const COMMON =
  /[\\/](web[\\/]src[\\/](problem|ui|session|api|shared|frame)|node_modules[\\/](lucide-react|@?react-(aria|stately)[\w-]*))[\\/]/;

/**
 * The page asks for the console's scripts at once, though they run only after its first paint, and for the styles that this paint
 * needs before them.
 */
const preloadMain = {
  name: 'preload-main',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const main = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/main.tsx'));
      if (!main) throw new Error('The build has no chunk of src/main.tsx.');
      const scripts = [main.fileName, ...main.imports].map(
        (file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}" />`,
      );
      const styles = [...main.viteMetadata.importedCss].map(
        (file) => `<link rel="stylesheet" crossorigin href="/${file}" />`,
      );
      const withoutLinks = html.replace(/ *<link rel="(modulepreload|stylesheet)"[^>]*>\n/g, '');
      return withoutLinks.replace(
        '<script type="module"',
        `${[...styles, ...scripts].join('\n    ')}\n    <script type="module"`,
      );
    },
  },
};

/**
 * The script that runs before the first paint. Vite bundles modules only, and those run after it; so this one becomes a file as
 * it is, with its content in its name.
 */
function firstPaint(command) {
  const source = new URL('src/first-paint.js', import.meta.url);
  return {
    name: 'first-paint',
    buildStart() {
      if (command === 'build')
        this.emitFile({ type: 'asset', name: 'first-paint.js', source: readFileSync(source, 'utf8') });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const built = Object.values(bundle ?? {}).find(({ names }) => names?.includes('first-paint.js'));
        const src = built ? `/${built.fileName}` : '/src/first-paint.js';
        return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }];
      },
    },
  };
}

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
    firstPaint(command),
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
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
      // Clerk's form shares some of these; cut out for it one by one, every page would weigh more.
      output: {
        advancedChunks: {
          groups: [
            { name: 'libraries', test: LIBRARIES },
            // Dozens of files of one kilobyte are as many answers with headers of their own.
            { name: 'common', test: COMMON, minShareCount: 3 },
          ],
        },
      },
    },
  },
}));

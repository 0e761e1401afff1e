import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { defineConfig } from 'vite';

export default defineConfig({
  // The components speak thirty languages; the console speaks one.
  plugins: [{ ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }],
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
    // There is no server that would render: "use client" says nothing here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});

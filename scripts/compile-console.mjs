import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

/**
 * Builds the console with Vite, and compresses its files once, so that they are not compressed for each request.
 *
 * @param {string} source
 * @param {string} folder
 */
export async function compileConsole(source, folder) {
  await build({
    root: source,
    configFile: join(source, 'vite.config.mjs'),
    mode: 'production',
    build: { outDir: folder },
    logLevel: 'warn',
  });
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets)) compress(join(assets, name));
}

function compress(file) {
  if (!/\.(js|css|svg)$/.test(file)) return;
  const content = readFileSync(file);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: quality }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

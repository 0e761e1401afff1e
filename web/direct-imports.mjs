import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const LIBRARY = 'react-aria-components';
const IMPORT = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']${LIBRARY}["'];?`, 'g');

/**
 * Imports each component of React Aria from its own module instead of from the library's index. The index imports all of them,
 * so that a module with a button alone would count, when the files of the console are put together, as one that needs menus and
 * dialogs (`chunks.mjs`).
 */
export function directImports() {
  const modules = readIndex();
  return {
    name: 'direct-imports',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/web\/src\/.*\.tsx?$/ },
      handler: (code) => ({ code: code.replace(IMPORT, (_all, names) => importsOf(names, modules)), map: null }),
    },
  };
}

/** The module of each component, by what the index imports. */
function readIndex() {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve(`${LIBRARY}/package.json`)), 'dist', 'exports');
  const index = readFileSync(join(folder, 'index.mjs'), 'utf8');
  const modules = new Map();
  for (const [, names, file] of index.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gm))
    for (const name of namesIn(names))
      modules.set(name.split(' as ')[0], file.startsWith('.') ? join(folder, file) : file);
  return modules;
}

function importsOf(names, modules) {
  return namesIn(names)
    .map((name) => `import { ${name} } from ${JSON.stringify(moduleOf(name.split(' as ')[0], modules))};`)
    .join(' ');
}

function moduleOf(name, modules) {
  const module = modules.get(name);
  if (!module) throw new Error(`${LIBRARY} has no module for ${name}.`);
  return module;
}

const namesIn = (list) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

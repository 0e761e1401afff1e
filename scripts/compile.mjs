// Compiles src into dist: TypeScript, then the mail templates. Run by prepare.mjs in a process of its own, so that the
// compilers' memory is not the running service's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const templates = join(root, 'src', 'platform', 'mail', 'compile-templates.mjs');
if (existsSync(templates)) {
  const { compileTemplates } = await import(pathToFileURL(templates).href);
  await compileTemplates(join(root, 'src'), join(root, 'dist'));
}

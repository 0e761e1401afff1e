// Compiles src and web into the given folder: TypeScript, the email templates, the programs, then the console. Run by
// prepare.mjs as a separate process, so that the memory of the compilers is not the running service's.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { compileConsole } from './compile-console.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(root, argv[2] ?? 'dist');

mkdirSync(folder, { recursive: true });
const project = join(folder, 'tsconfig.json');
const compilerOptions = { outDir: folder, tsBuildInfoFile: join(folder, '.tsbuildinfo') };
writeFileSync(project, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions }));

const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
// Nest takes the path as relative to this folder, even if it is absolute.
const build = [nest, 'build', '--path', relative(root, project)];
const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
rmSync(project);

const templates = join(root, 'src', 'platform', 'mail', 'compile-templates.mjs');
if (existsSync(templates)) {
  const { compileTemplates } = await import(pathToFileURL(templates).href);
  await compileTemplates(join(root, 'src'), folder);
}

await bundle(root, folder);
await compileConsole(join(root, 'web'), join(folder, 'console'));

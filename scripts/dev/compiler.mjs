// Runs in a thread of its own, since type checks take seconds. Compiles `src` as the build does (the same options, the Swagger
// plugin included) and keeps the program, so that a change costs the changed files only.
//
// Told of a change, it compiles those files first and says so: the service can start. When that is live, it compiles and checks the
// files that the change affects, one at a time, so that the next change need not wait. Where one of those differs, it says so again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as nextTick } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';

const { root, output, colours } = workerData;
const require = createRequire(join(root, 'package.json'));
const [swagger] = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')).compilerOptions.plugins;
const plugin = require(`${swagger.name}/plugin`);

const project = readProject();
const host = ts.createIncrementalCompilerHost(project.options);
/** Files that have not changed are not parsed again. */
const sourceFiles = new Map();
const { getSourceFile } = host;
host.getSourceFile = (file, ...rest) => {
  if (!sourceFiles.has(file)) sourceFiles.set(file, getSourceFile.call(host, file, ...rest));
  return sourceFiles.get(file);
};
host.writeFile = writeIfChanged;

let builder = ts.readBuilderProgram(project.options, host);
const isNew = builder === undefined;
/** Changed since the last run. */
let changed = new Set();
/** Code that differs from what was there, since the last message. */
const written = new Set();
let isRunning = false;
let isFirst = true;
let proceed = () => undefined;

parentPort.on('message', ({ files = [], isListChanged = false, isLive = false }) => {
  if (isLive) proceed();
  if (files.length === 0) return;
  for (const file of files) {
    sourceFiles.delete(file);
    changed.add(file);
  }
  proceed();
  if (isListChanged) project.fileNames = readProject().fileNames;
  if (!isRunning) void run();
});
void run();

function readProject() {
  const overrides = {
    outDir: output,
    tsBuildInfoFile: join(output, '.tsbuildinfo'),
    // With it, files that a change of a type affects would not be found.
    isolatedModules: false,
  };
  const onUnRecoverableConfigFileDiagnostic = ({ messageText }) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
  };
  const reading = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  return ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), overrides, reading);
}

async function run() {
  isRunning = true;
  do {
    const files = changed;
    changed = new Set();
    try {
      await compile(files);
    } catch (error) {
      parentPort.postMessage({ kind: 'broken', text: error.stack ?? String(error) });
    }
  } while (changed.size > 0);
  isRunning = false;
}

async function compile(files) {
  const { fileNames, options } = project;
  builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(fileNames, options, host, builder);
  const program = builder.getProgram();
  const transformers = { before: [plugin.before(swagger.options, program)] };
  const mistakes = syntaxMistakes(program, files);
  if (mistakes.length > 0) return parentPort.postMessage({ kind: 'broken', text: textOf(mistakes) });
  if (isFirst) await compileFirst(program, transformers);
  else compileFiles(program, files, transformers);
  isFirst = false;
  parentPort.postMessage({ kind: 'compiled' });
  // The start of the service needs the processor first.
  await live();
  written.clear();
  // Each step lets messages in. What is left when something has changed is done by the next run.
  while (changed.size === 0 && builder.emitNextAffectedFile(writeIfChanged, undefined, false, transformers))
    await nextTick();
  if (changed.size > 0) return undefined;
  if (written.size > 0) parentPort.postMessage({ kind: 'compiled' });
  await nextTick();
  const wrong = builder.getSemanticDiagnostics();
  return parentPort.postMessage({ kind: 'checked', count: wrong.length, text: textOf(wrong) });
}

function compileFiles(program, files, transformers) {
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source) program.emit(source, writeIfChanged, undefined, false, transformers);
  }
}

/** Everything where there is nothing yet, unchecked for now; else what has changed since the last time. */
async function compileFirst(program, transformers) {
  if (isNew) program.emit(undefined, writeIfChanged, undefined, false, transformers);
  else while (builder.emitNextAffectedFile(writeIfChanged, undefined, false, transformers)) await nextTick();
}

/** Until the service is live with what was compiled, or something else has changed. */
function live() {
  return new Promise((resolve) => {
    proceed = resolve;
  });
}

function syntaxMistakes(program, files) {
  const looked = isFirst ? program.getSourceFiles() : [...files].map((file) => program.getSourceFile(file));
  return looked.filter((source) => source).flatMap((source) => program.getSyntacticDiagnostics(source));
}

function textOf(diagnostics) {
  const names = { getCanonicalFileName: (file) => file, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  const format = colours ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
  return format(diagnostics, names).trimEnd();
}

function writeIfChanged(file, text) {
  if (readIfThere(file) === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (file.endsWith('.js')) written.add(file);
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

// `npm run dev`: the service and its console, with every change live at once. The embedded servers belong to this process and stay
// up; the service runs in a process of its own, which is replaced when `src` changes; `web` is served by Vite.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { endWithParent } from './children.mjs';
import { keepsFromWriting, prepare, root, sentenceOf } from './prepare.mjs';

endWithParent();
await prepare({ build: false });

// Only now is there surely what these need.
const { createFront } = await import('./dev/front.mjs');
const { areProvided, providePackages } = await import('./dev/packages.mjs');
const { Services } = await import('./dev/services.mjs');
const { copyAssets, discardOutdated, watchSources } = await import('./dev/sources.mjs');

const output = join(root, '.dev', 'service');
/** Ended in this order, the last started first. */
const endings = [];
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));

/** Loads a module of the service as it was compiled last. */
const compiled = (name) => import(pathToFileURL(join(output, name)).href);

try {
  await run();
} catch (error) {
  if (!isEnding) {
    const isOurFault = (error.name === 'Error' || error instanceof TypeError) && !keepsFromWriting(error);
    console.error(isOurFault ? error.stack : sentenceOf(error));
    await end(1);
  }
}

async function run() {
  discardOutdated(root, output);
  say('compiling src');
  const compiler = await startCompiler();
  const { loadConfiguration } = await compiled('configuration/load-configuration.js');
  const configuration = loadConfiguration(process.env, root);
  const { flushLogs, setLogFormat } = await compiled('platform/logging/logger.js');
  const { readableLine } = await compiled('platform/logging/readable-line.js');
  const format = setLogFormat(configuration.logFormat);
  const { checkPort, listen } = await compiled('platform/http/listen.js');
  await checkPort(configuration.port, configuration.listenHosts);
  const { startEmbeddedServers } = await compiled('dev/index.js');
  const embedded = await startEmbeddedServers(configuration);
  endings.push(() => embedded.stop());
  flushLogs();
  await migrate(embedded);

  const services = new Services({
    folder: output,
    environment: environmentOf(embedded.configuration),
    onLine: (line) => process.stdout.write(format === 'pretty' ? readableLine(line) : `${line}\n`),
    onEnd: () => say('the service has ended; save a file in src to start it again'),
  });
  endings.push(() => services.stop());

  const { consolePage, withFirstPaint } = await compiled('web-console/console-page.js');
  const { isNotFoundPage } = await compiled('web-console/console-addresses.js');
  const front = await createFront({
    root,
    cache: join(root, '.dev', 'vite'),
    publicUrl: configuration.publicUrl,
    isPage: isNotFoundPage,
    // One layout for every address: what is shown for a moment here differs at most from the service's own pages.
    completePage: (html) => {
      const { identity, product } = configuration;
      return withFirstPaint(consolePage(html, { identity, product, mailCatcher: embedded.mailPageUrl }), 'framed');
    },
    servicePort: () => services.port,
  });
  endings.push(() => front.close());
  if ((await services.start()) === 'ended') say('the service did not start; save a file in src to try again');
  await listen(front.server, configuration.port, configuration.listenHosts);
  const { startLines } = await compiled('start-lines.js');
  process.stdout.write(startLines(embedded.configuration, embedded.mailPageUrl));
  services.prepare();
  await followChanges({ compiler, services, embedded });
  compiler.postMessage({ isLive: true });
  say('watching src and web');
}

/** The thread that compiles; ready when everything is compiled once. */
async function startCompiler() {
  const workerData = { root, output, colours: process.stdout.isTTY };
  const compiler = new Worker(new URL('dev/compiler.mjs', import.meta.url), { workerData });
  endings.push(() => compiler.terminate());
  const [[message]] = await Promise.all([once(compiler, 'message'), copyAssets(root, output)]);
  if (message.kind === 'broken') throw new Mistake(`src does not compile:\n${message.text}`);
  await providePackages(root, output);
  return compiler;
}

async function followChanges({ compiler, services, embedded }) {
  /** What is on its way to be live. */
  let changed = [];
  let since = 0;
  let errors = 0;
  const restart = async () => {
    const [names, began] = [changed, since];
    if (names.some((name) => /^src\/(migrations|platform\/database)\/|\.(entity|tables)\.ts$/.test(name)))
      await migrate(embedded).catch(tell);
    const modules = names.map((name) => join(output, name.replace(/^src\/(.*)\.ts$/, '$1.js')));
    if (
      !areProvided(
        output,
        modules.filter((file) => file.endsWith('.js')),
      )
    )
      await providePackages(root, output);
    const outcome = await services.start();
    if (outcome === 'replaced') return;
    changed = changed.filter((name) => !names.includes(name));
    if (outcome === 'ready') say(`live after ${Math.round(performance.now() - began)} ms: ${shortList(names)}`);
    else say(`the service did not start${services.port === null ? '' : '; the previous one keeps running'}`);
    services.prepare();
    compiler.postMessage({ isLive: true });
  };
  compiler.on('message', ({ kind, text, count }) => {
    if (kind === 'compiled') void restart().catch(tell);
    if (kind === 'broken') say(`src does not compile; the previous version keeps running\n${text}`);
    if (kind === 'checked' && count > 0)
      say(`${count} type error${count === 1 ? '' : 's'}; the code runs anyway\n${text}`);
    if (kind === 'checked' && count === 0 && errors > 0) say('no type errors any more');
    if (kind === 'checked') errors = count;
  });
  const watcher = await watchSources(root, ({ code, assets, isListChanged }) => {
    since = performance.now();
    changed = [...new Set([...changed, ...code, ...assets])];
    if (code.some((name) => name.startsWith('src/dev/'))) {
      say('src/dev takes effect when "npm run dev" is started again');
    }
    if (code.length > 0) compiler.postMessage({ files: code.map((name) => join(root, name)), isListChanged });
    if (assets.length > 0)
      void copyAssets(root, output)
        .then(code.length > 0 ? undefined : restart)
        .catch(tell);
  });
  endings.push(() => watcher.close());
}

/** The embedded database follows the migrations of the checkout; another one is migrated by `npm run migrate`. */
async function migrate({ configuration, databaseOwnerUrl }) {
  if (databaseOwnerUrl === null) return;
  const env = {
    ...process.env,
    DATABASE_URL: configuration.database.url,
    DATABASE_MIGRATION_URL: databaseOwnerUrl,
  };
  const migration = spawn(process.execPath, [join(output, 'migrate.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(migration, 'exit');
  if (code !== 0) throw new Mistake('the migration failed');
}

/** All servers are named, so the service starts none of its own; it is reached through us alone. */
function environmentOf({ database, redisUrl, mail, secret, publicUrl, dataDir }) {
  return {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    SMTP_URL: mail.smtpUrl,
    APP_SECRET: secret.current,
    PUBLIC_URL: publicUrl,
    DATA_DIR: dataDir,
    LISTEN_HOST: '127.0.0.1',
    PROCESS_ROLE: 'all',
    LOG_FORMAT: 'json',
  };
}

/** Printed without a stack: the cause is not in our code. */
class Mistake extends Error {
  name = 'Mistake';
}

function tell(error) {
  say(error instanceof Mistake ? error.message : (error.stack ?? String(error)));
}

function say(text) {
  console.log(`dev: ${text}`);
}

function shortList(names) {
  return names.length > 3 ? `${names.length} files` : names.join(', ');
}

async function end(code) {
  if (isEnding) return;
  isEnding = true;
  for (const ending of endings.reverse()) await Promise.resolve(ending()).catch(() => undefined);
  process.exit(code);
}

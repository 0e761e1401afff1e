import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { commonCharacters } from './font-characters.js';
import { REPORT_FONTS } from './report-fonts.js';
import { reportPage } from './report-page.policy.js';
import type { ReportFacts } from './report.policy.js';

/** A report to be printed. */
export interface PrintJob {
  readonly facts: ReportFacts;
  /** The product's name. */
  readonly product: string;
  /** A PNG. */
  readonly logo: Uint8Array | null;
  /** The creation time in the file, in seconds since 1970. */
  readonly at: number;
}

/** The file, or the reason why it could not be created. */
export type PrintResult = { readonly pdf: Uint8Array } | { readonly failure: string };

/** An empty folder: the template reads only what is passed to it by name. */
const WORKSPACE = '/report';

const template = readFileSync(fileURLToPath(new URL('report.typ', import.meta.url)), 'utf8');
const files = readFonts();
const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs: files.flat() }] });
const fonts = files.map(commonCharacters);

parentPort?.on('message', (job: PrintJob) => parentPort?.postMessage(print(job)));

/** Runs in a thread of its own, because it takes a tenth of a second in which the process could not serve requests. */
function print({ facts, product, logo, at }: PrintJob): PrintResult {
  try {
    const page = reportPage(facts, { hasLogo: logo !== null, product, fonts });
    compiler.mapShadow(join(WORKSPACE, 'report.json'), Buffer.from(JSON.stringify(page)));
    if (logo) compiler.mapShadow(join(WORKSPACE, 'logo.png'), Buffer.from(logo));
    const compiled = compiler.compile({ mainFileContent: template });
    const document = compiled.result;
    if (!document) return { failure: JSON.stringify(compiled.takeError()?.shortDiagnostics) };
    return { pdf: compiler.pdf(document, { creationTimestamp: at }) };
  } catch (error) {
    return { failure: String(error) };
  } finally {
    compiler.resetShadow();
    // Nothing of this report can be reused for the next one, which may be another organization's.
    compiler.evictCache(0);
  }
}

/** The regular and the bold file of each font. */
function readFonts(): Buffer[][] {
  const require = createRequire(import.meta.url);
  return REPORT_FONTS.map(([name, ...ofFont]) => {
    // The packages do not export the path of their fonts, so it is derived from the path of the package.
    const folder = join(dirname(require.resolve(name)), '..', 'fonts');
    return ofFont.map((file) => readFileSync(join(folder, file)));
  });
}

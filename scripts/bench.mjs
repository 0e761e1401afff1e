import { prepare } from './prepare.mjs';

await prepare();
await import(process.argv.includes('--analytics') ? '../bench/analytics.mjs' : '../bench/run.mjs');

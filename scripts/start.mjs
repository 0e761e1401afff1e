import { endWithParent } from './children.mjs';
import { prepare } from './prepare.mjs';

endWithParent();
await prepare();
await import('../dist/main.js');

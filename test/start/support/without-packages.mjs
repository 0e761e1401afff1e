// Preloaded by Node: the packages of the embedded servers are not found, as in an image.
import { register } from 'node:module';

register('./without-packages-hooks.mjs', import.meta.url);

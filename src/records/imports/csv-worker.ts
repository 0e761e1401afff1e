import { parseWindow } from './csv-window.js';

/** What the thread of {@link CsvThread} does: it parses one window at a time. */
export default parseWindow;

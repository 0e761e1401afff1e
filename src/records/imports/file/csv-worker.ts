import { parseWindow } from './csv-window.js';

/** The worker thread of {@link CsvThread}: it parses one window at a time. */
export default parseWindow;

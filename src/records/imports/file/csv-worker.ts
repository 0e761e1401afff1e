import { parseWindow, type CsvWindow } from './csv-window.js';
import { encodeWindow, type WindowMessage } from './window-message.js';

/** The worker thread of {@link CsvThread}: it parses one window at a time. */
export default function parse(window: CsvWindow): WindowMessage {
  return encodeWindow(parseWindow(window));
}

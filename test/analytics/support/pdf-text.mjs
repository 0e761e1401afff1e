// Reads a PDF from standard input and prints, as JSON, what it says of itself and the text of its pages.
import { buffer } from 'node:stream/consumers';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';

const pdf = await getDocumentProxy(new Uint8Array(await buffer(process.stdin)));
const { info } = await getMeta(pdf);
const { text } = await extractText(pdf, { mergePages: true });
process.stdout.write(JSON.stringify({ title: info.Title, language: info.Language, text }));

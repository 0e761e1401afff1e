import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AddressObject, Attachment, ParsedMail, simpleParser } from 'mailparser';

/** A caught email as the list shows it. */
export interface CaughtMail {
  readonly id: string;
  /** As in the email: `Name <address>`. */
  readonly from: string;
  /** Bare addresses. */
  readonly to: readonly string[];
  readonly subject: string;
  /** RFC 3339; the email's own date, else the time when it was caught. */
  readonly date: string;
  readonly messageId: string;
}

/** A caught email with all of its content. */
export interface CaughtMailDetails extends CaughtMail {
  /** Names in lower case; the values of a header that occurs several times are on separate lines. */
  readonly headers: Readonly<Record<string, string>>;
  /** Embedded pictures are included as data URIs. */
  readonly html: string | null;
  readonly text: string | null;
  /** The attached files; not the embedded pictures. */
  readonly attachments: readonly CaughtAttachment[];
}

interface CaughtAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
}

const SUFFIX = '.eml';

/** The name begins with the time, so that emails sort by arrival; the rest makes it unique. */
const NAME = /^(\d{13})-[0-9a-f]{12}$/;

/** When an email was caught, in milliseconds; its ID begins with it. */
export function caughtAt(id: string): number {
  return Number(NAME.exec(id)?.[1]);
}

/** Caught emails, one `.eml` file each: what a real server would have received, readable by any mail program. */
export class MailStore {
  private readonly known = new Map<string, CaughtMail>();
  private lastTime = 0;

  constructor(private readonly folder: string) {}

  /** Stores an email; it is on disk when this returns, so that an accepted email is not lost. */
  async add(source: Buffer): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    this.lastTime = Math.max(Date.now(), this.lastTime + 1);
    const id = `${this.lastTime}-${randomBytes(6).toString('hex')}`;
    const file = this.fileOf(id);
    const handle = await open(`${file}.new`, 'w', 0o600);
    try {
      await handle.writeFile(source);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
    return id;
  }

  /** All emails, the newest first. */
  async list(): Promise<CaughtMail[]> {
    const ids = await this.ids();
    const mails: CaughtMail[] = [];
    for (const id of ids) {
      const mail = this.known.get(id) ?? (await this.read(id));
      if (mail) mails.push(mail);
    }
    return mails;
  }

  /** The source of one email, or null if it does not exist. */
  async source(id: string): Promise<Buffer | null> {
    // The pattern also prevents that a request reads any other file.
    if (!NAME.test(id)) return null;
    return readFile(this.fileOf(id)).catch(() => null);
  }

  /** One email, parsed, or null if it does not exist. */
  async read(id: string): Promise<CaughtMailDetails | null> {
    const source = await this.source(id);
    if (source === null) return null;
    const parsed = await simpleParser(source);
    const mail = summaryOf(id, parsed);
    this.known.set(id, mail);
    return {
      ...mail,
      headers: headersOf(parsed),
      html: typeof parsed.html === 'string' ? parsed.html : null,
      text: parsed.text ?? null,
      attachments: filesOf(parsed).map(({ filename, contentType, size }) => ({
        filename: filename ?? 'attachment',
        contentType,
        bytes: size,
      })),
    };
  }

  /** The content of an attached file. @param index among the attachments of the email */
  async attachment(
    id: string,
    index: number,
  ): Promise<{ filename: string; contentType: string; content: Buffer } | null> {
    const source = await this.source(id);
    const file = source && filesOf(await simpleParser(source))[index];
    if (!file) return null;
    return { filename: file.filename ?? 'attachment', contentType: file.contentType, content: file.content };
  }

  private async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch((): string[] => []);
    return names
      .filter((name) => name.endsWith(SUFFIX) && NAME.test(name.slice(0, -SUFFIX.length)))
      .map((name) => name.slice(0, -SUFFIX.length))
      .sort()
      .reverse();
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}${SUFFIX}`);
  }
}

/** Embedded pictures are related to the HTML. */
function filesOf({ attachments }: ParsedMail): Attachment[] {
  return attachments.filter(({ related }) => !related);
}

function summaryOf(id: string, parsed: ParsedMail): CaughtMail {
  const caught = new Date(caughtAt(id));
  return {
    id,
    from: parsed.from?.text ?? '',
    to: addressesOf(parsed.to),
    subject: parsed.subject ?? '',
    date: (parsed.date ?? caught).toISOString(),
    messageId: parsed.messageId ?? '',
  };
}

function addressesOf(to: AddressObject | AddressObject[] | undefined): string[] {
  const groups = to === undefined ? [] : Array.isArray(to) ? to : [to];
  return groups
    .flatMap((group) => group.value)
    .flatMap((entry) => entry.group ?? [entry])
    .flatMap((entry) => (entry.address ? [entry.address] : []));
}

function headersOf(parsed: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of parsed.headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[ \t]+/g, ' ');
    headers[key] = headers[key] === undefined ? value.trim() : `${headers[key]}\n${value.trim()}`;
  }
  return headers;
}

import { simpleParser, type ParsedMail } from 'mailparser';
import type { SMTPServerAddress, SMTPServerOptions } from 'smtp-server';
import { noteMail } from '../../support/secrets.js';

/** An email that the server has wholly read and not yet answered. */
export interface HeldMail {
  readonly mail: ParsedMail;
  /** Says "250 taken" after all. */
  take(): void;
}

/** Holds the answer to every email back until the test gives it. */
export function holding(held: HeldMail[]): SMTPServerOptions {
  return {
    onData(stream, _session, callback) {
      void simpleParser(stream).then((mail) => {
        noteMail(mail);
        held.push({
          mail,
          take: () => {
            callback();
          },
        });
      });
    },
  };
}

/** Answers each address with the replies listed for it, one at each attempt, and takes it when they are used up. */
export function replying(replies: ReadonlyMap<string, number[]>, attempts: string[]): SMTPServerOptions {
  return {
    onRcptTo({ address }: SMTPServerAddress, _session, callback) {
      attempts.push(address);
      const code = replies.get(address)?.shift();
      if (code === undefined) callback();
      else callback(Object.assign(new Error(`Not you, ${address}`), { responseCode: code }));
    },
  };
}

/** Refuses each address with the reply listed for it, enhanced status and all, until it is taken off the list. */
export function refusing(replies: Map<string, string>, attempts: string[]): SMTPServerOptions {
  return {
    onRcptTo({ address }: SMTPServerAddress, _session, callback) {
      attempts.push(address);
      const reply = replies.get(address);
      if (reply === undefined) callback();
      else callback(Object.assign(new Error(reply.slice('550 '.length)), { responseCode: Number(reply.slice(0, 3)) }));
    },
  };
}

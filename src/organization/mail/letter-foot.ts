/** By whom an email is sent: the product, and the public address of this service. */
export interface MailService {
  /** The product's name. */
  readonly product: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
}

/** The values of the part `letter-foot` of an email template, and its text for the other body. */
export interface LetterFoot {
  readonly values: { readonly product: string; readonly serviceLink: string };
  readonly text: string;
}

/** The end of each email: who sent it, and where that service is. */
export function letterFootOf({ product, publicUrl }: MailService): LetterFoot {
  return { values: { product, serviceLink: publicUrl }, text: `Sent by ${product}.\n${publicUrl}` };
}

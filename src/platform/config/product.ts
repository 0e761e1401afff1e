import { normalizeName, refusalOfText } from '../text/text.policy.js';

const MAX_PRODUCT_NAME = 60;
/** Shown unless `PRODUCT_NAME` is set. */
const DEFAULT_NAME = 'Organization Management';

/** The product as people see it: in the console, in emails and in reports. */
export interface ProductConfiguration {
  readonly name: string;
  /** The path of its picture on this service, such as `/logos/…`; `null`: only the name is shown. */
  readonly logoPath: string | null;
}

/** The variables of the product, checked. */
interface ProductVariables {
  readonly PRODUCT_NAME?: string | undefined;
  readonly PRODUCT_LOGO_URL?: string | undefined;
}

export function loadProduct({ PRODUCT_NAME, PRODUCT_LOGO_URL }: ProductVariables): ProductConfiguration {
  return { name: PRODUCT_NAME ?? DEFAULT_NAME, logoPath: PRODUCT_LOGO_URL ?? null };
}

/** The product's name, as emails and reports show it. */
export function productName({ product }: { readonly product: ProductConfiguration }): string {
  return product.name;
}

/** The sender of emails unless `MAIL_FROM` is set; a name with a comma or a quote has to be quoted in a header. */
export function defaultSender(product: ProductConfiguration): string {
  const isPlain = /^[\p{L}\p{M}\p{N} .&'+-]+$/u.test(product.name);
  const name = isPlain ? product.name : `"${product.name.replace(/["\\]/g, '\\$&')}"`;
  return `${name} <no-reply@localhost>`;
}

/** A product's name in the one form in which it is shown; `null` where it is not a name. */
export function readProductName(text: string): string | null {
  const name = normalizeName(text);
  return refusalOfText(name, { form: 'name', max: MAX_PRODUCT_NAME }) === null ? name : null;
}

/**
 * An absolute path on this service; `null` for anything else. `//host` and `/\host` would be another server's address to a
 * browser, and the pages may show pictures of this service only.
 */
export function readServicePath(text: string): string | null {
  const isPath = /^\/(?!\/)[\w.~!$&'()*+,;=:@%/-]*$/.test(text);
  return isPath && new URL(text, 'http://localhost').pathname === text && text !== '/' ? text : null;
}

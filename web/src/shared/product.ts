/** The product's name, which the service writes into the page (`PRODUCT_NAME`). */
export function productName(): string {
  return meta('product-name') ?? 'Organization Management';
}

/** The path of the product's picture on this service (`PRODUCT_LOGO_URL`); null: only the name is shown. */
export function productLogo(): string | null {
  return meta('product-logo');
}

/**
 * The page of the mail catcher, which the service writes into the console's page where it runs one: in local development. Null
 * elsewhere: emails are sent.
 */
export function mailCatcher(): string | null {
  return meta('mail-catcher');
}

function meta(name: string): string | null {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? null;
}

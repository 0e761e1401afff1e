const DEFAULT_PRODUCT_NAME = 'Organization Management';

/** What people call this product: in emails and on pages. */
export function productName(): string {
  return DEFAULT_PRODUCT_NAME;
}

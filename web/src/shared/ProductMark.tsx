import { productLogo, productName } from './product';

/** The product's picture, where there is one, and its name. */
export function ProductMark() {
  const logo = productLogo();
  return (
    <p className="product">
      {logo !== null && <img src={logo} alt="" className="product__logo" />}
      <span className="truncate">{productName()}</span>
    </p>
  );
}

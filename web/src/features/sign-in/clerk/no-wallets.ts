/**
 * In place of the libraries of crypto wallets that Clerk's form names (see `web/vite.config.mjs`). Sign-in with
 * wallets is not supported; where an instance offers it nevertheless, its button says that it failed.
 */
export const WalletReadyState = { Installed: 'Installed' };
export const MAINNET_ENDPOINT = '';
export const useWallet = none;
export const ConnectionProvider = none;
export const WalletProvider = none;
export const createBaseAccountSDK = none;
export const createCoinbaseWalletSDK = none;

function none(): never {
  throw new Error('This console offers no sign-in with wallets.');
}

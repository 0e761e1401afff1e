/** The regions of currencies that more than one region uses, and of other large economies (ISO 3166-1, ISO 4217). */
const REGIONS: Readonly<Record<string, string>> = {
  AED: 'AE',
  ARS: 'AR',
  AUD: 'AU CC CX HM KI NF NR TV',
  BRL: 'BR',
  CAD: 'CA',
  CHF: 'CH LI',
  CLP: 'CL',
  CNY: 'CN',
  COP: 'CO',
  CZK: 'CZ',
  DKK: 'DK FO GL',
  EGP: 'EG',
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT',
  GBP: 'GB GG GS IM JE',
  HKD: 'HK',
  HUF: 'HU',
  IDR: 'ID',
  ILS: 'IL PS',
  INR: 'IN',
  ISK: 'IS',
  JPY: 'JP',
  KRW: 'KR',
  MAD: 'EH MA',
  MXN: 'MX',
  MYR: 'MY',
  NGN: 'NG',
  NOK: 'BV NO SJ',
  NZD: 'CK NU NZ PN TK',
  PEN: 'PE',
  PHP: 'PH',
  PKR: 'PK',
  PLN: 'PL',
  RON: 'RO',
  RSD: 'RS',
  SAR: 'SA',
  SEK: 'SE',
  SGD: 'SG',
  THB: 'TH',
  TRY: 'TR',
  TWD: 'TW',
  UAH: 'UA',
  USD: 'AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI',
  VND: 'VN',
  XAF: 'CF CG CM GA GQ TD',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XPF: 'NC PF WF',
  ZAR: 'ZA',
};

/** The service's default. */
const OTHERWISE = 'EUR';

/** The currency of the region of a language tag: `en-US` as USD. The region of a language alone is its most likely one. */
export function currencyOfLanguage(tag: string): string {
  const { region } = new Intl.Locale(tag).maximize();
  if (region === undefined) return OTHERWISE;
  return Object.keys(REGIONS).find((currency) => REGIONS[currency]?.split(' ').includes(region)) ?? OTHERWISE;
}

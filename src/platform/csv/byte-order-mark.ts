/**
 * The first characters of every CSV file that the service writes: without them Excel reads UTF-8 in the system's old encoding.
 */
export const BYTE_ORDER_MARK = '\ufeff';

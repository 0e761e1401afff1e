/** Begins every CSV file that the service writes: without it Excel reads UTF-8 as the system's old encoding. */
export const BYTE_ORDER_MARK = '\ufeff';

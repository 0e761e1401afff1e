import { createContext } from 'react';

/** Whether there is a frame around, which has the page's landmark already. */
export const InFrame = createContext(false);

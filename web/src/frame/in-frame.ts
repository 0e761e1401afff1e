import { createContext } from 'react';

/** Whether a component is inside the frame, which already has the `main` landmark. */
export const InFrame = createContext(false);

import { useSyncExternalStore } from 'react';
import { readStored, store } from './browser-storage';

/** How the console looks in this browser, each with its values, the first of which is the default. */
const SETTINGS = {
  appearance: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  sidebar: ['wide', 'collapsed'],
} as const;

type SettingName = keyof typeof SETTINGS;
export type Setting<Name extends SettingName> = (typeof SETTINGS)[Name][number];

/** A setting of this browser; `first-paint.js` applies it, in every tab. */
export function useSetting<Name extends SettingName>(name: Name): Setting<Name> {
  return useSyncExternalStore(subscribe, () => {
    const stored = readStored(name);
    return SETTINGS[name].find((value) => value === stored) ?? SETTINGS[name][0];
  });
}

/** Kept for this browser; one that stores nothing has the defaults. */
export function setSetting<Name extends SettingName>(name: Name, value: Setting<Name>): void {
  store(name, value === SETTINGS[name][0] ? null : value);
  dispatchEvent(new Event('browser-setting'));
}

function subscribe(listener: () => void): () => void {
  addEventListener('storage', listener);
  addEventListener('browser-setting', listener);
  return () => {
    removeEventListener('storage', listener);
    removeEventListener('browser-setting', listener);
  };
}

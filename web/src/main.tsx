import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { Refusal } from './problem/problem';
import { queryClient } from './api/query-client';
import { removeFirstPaint } from './remove-first-paint';
import { router } from './router';
import './styles/index.css';
import { FocusKeeper } from './ui/focus/FocusKeeper';
import { OfflineBar } from './ui/feedback/OfflineBar';
import { Toasts } from './ui/feedback/Toasts';
import { loadOnFirstInput } from './ui/loading/load-on-first-input';

// The files of the menus and dialogs that every page has.
loadOnFirstInput(() => Promise.all([import('./ui/menu/MenuWindow'), import('./ui/dialog/OpenDialog')]));

const place = document.getElementById('console');
if (place) {
  removeFirstPaint(place);
  createRoot(place, { onCaughtError: reportFault }).render(
    <StrictMode>
      <I18nProvider locale="en-US">
        <QueryClientProvider client={queryClient}>
          <OfflineBar />
          <RouterProvider router={router} />
          <Toasts />
          <FocusKeeper />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

/** A refusal is shown on its own error page; only other errors are reported to the browser's console. */
function reportFault(error: unknown): void {
  if (!(error instanceof Refusal)) reportError(error);
}

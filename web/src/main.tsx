import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { Refusal } from './problem/problem';
import { queryClient } from './api/query-client';
import { router } from './router';
import './styles/index.css';
import { FocusKeeper } from './ui/FocusKeeper';
import { OfflineBar } from './ui/OfflineBar';
import { Toasts } from './ui/Toasts';

const place = document.getElementById('console');
if (place) {
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

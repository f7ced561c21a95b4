import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AskError } from './api/ask-error.ts'
import './kit/tokens.css'
import './kit/base.css'
import './kit/kit.css'
import { createPages } from './router.tsx'
import { keptTheme, showTheme } from './shell/theme.ts'
import { startWords } from './words/language.ts'

// The composition root of the pages.

startWords()
showTheme(keptTheme())

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Only what the service could not answer is worth a second try.
      retry: (failures, fault) =>
        failures < 2 &&
        fault instanceof AskError &&
        (fault.kind === 'unreachable' || fault.kind === 'unavailable'),
      refetchOnWindowFocus: false,
    },
  },
})

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={createPages()} />
    </QueryClientProvider>
  </StrictMode>,
)

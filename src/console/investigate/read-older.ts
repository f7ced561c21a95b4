import type { Investigation } from '../../api/contract/investigation.ts'
import type { Looked } from './looked.ts'

/** Reads a further page of events and adds it to what is known, unless something else is asked meanwhile. Never rejects. */
export async function readOlder(
  ask: (tell: (told: { readonly report?: Investigation }) => void) => Promise<void>,
  signal: AbortSignal,
  change: (of: (before: Looked) => Looked) => void,
): Promise<void> {
  const tell: typeof change = (of) => {
    if (!signal.aborted) change(of)
  }
  try {
    await ask(({ report }) => {
      if (report?.page == null) return
      const { events, next } = report.page
      tell((before) => ({ ...before, events: [...(before.events ?? []), ...events], next }))
    })
  } catch (fault) {
    tell((before) => ({ ...before, error: fault as Error }))
  }
}

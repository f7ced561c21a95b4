import type { CliAdapters } from './adapters.ts'

/** Runs work that Ctrl-C asks to stop through the signal, and stops listening when it has ended. */
export async function interruptible<T>(
  { onInterrupt }: CliAdapters,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const leave = onInterrupt(() => controller.abort())
  try {
    return await work(controller.signal)
  } finally {
    leave()
  }
}

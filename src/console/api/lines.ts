import type { RouteName } from '../../api/contract/routes.ts'
import { type Asked, requestTo } from './ask.ts'
import { AskError, errorOf } from './ask-error.ts'

/** Asks a route that streams NDJSON, and hands on line by line. Rejects with `AskError`. */
export async function askLines<N extends RouteName, Line>(
  name: N,
  asked: Asked<N>,
  onLine: (line: Line) => void,
  signal: AbortSignal,
): Promise<void> {
  const [url, init] = requestTo(name, asked)
  try {
    const response = await fetch(url, { ...init, signal })
    if (!response.ok) throw errorOf(response.status, await response.text())
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      const parts = (rest + (value ?? '')).split('\n')
      rest = done ? '' : parts.pop()!
      for (const part of parts) if (part !== '') onLine(JSON.parse(part) as Line)
      if (done) return
    }
  } catch (fault) {
    if (fault instanceof AskError) throw fault
    if (signal.aborted) throw new AskError('stopped', 'stopped')
    throw new AskError('unreachable', (fault as Error).message)
  }
}

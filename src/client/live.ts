import { LiveNow } from '../api/contract/live.ts'
import { ROUTES } from '../api/contract/routes.ts'
import { backoffMs } from './backoff.ts'
import { asHaechiError, type Connection, refusal } from './connection.ts'
import { HaechiError } from './haechi-error.ts'

export interface LiveOptions {
  readonly signal?: AbortSignal | undefined
  /** Only the events of this world. */
  readonly world?: string
  /** How the queues stand alone, for those who may not read the rest. */
  readonly queuesOnly?: true
}

/** A stream that says nothing for so long is taken for broken. */
const SILENT_MS = 30_000

/**
 * How things stand, every two seconds, until the caller breaks off or the signal says so. A stream that breaks is taken
 * up again; throws HaechiError when that comes to nothing, and when the key holds no more.
 */
export async function* live(
  connection: Connection,
  options: LiveOptions = {},
): AsyncGenerator<LiveNow, void, undefined> {
  const { signal } = options
  for (let attempt = 0; ; attempt++) {
    try {
      for await (const now of once(connection, options)) {
        attempt = 0
        yield now
      }
      if (signal?.aborted) return
    } catch (fault) {
      if (signal?.aborted) return
      const failure = asHaechiError(fault, connection, signal)
      const status = failure.problem?.status ?? 500
      if ((status < 500 && status !== 429) || attempt >= connection.retries) throw failure
    }
    await connection.sleep(backoffMs(attempt, connection.random()), signal)
    if (signal?.aborted) return
  }
}

async function* once(
  connection: Connection,
  { signal, world, queuesOnly }: LiveOptions,
): AsyncGenerator<LiveNow, void, undefined> {
  const leave = new AbortController()
  let silent = setTimeout(() => leave.abort(), SILENT_MS)
  const path = queuesOnly ? ROUTES.liveQueues.path : ROUTES.live.path
  const query = world === undefined ? '' : `?${new URLSearchParams({ world })}`
  try {
    const response = await connection.fetch(connection.url + path + query, {
      headers: { authorization: `Bearer ${connection.key}`, accept: 'text/event-stream' },
      signal: signal ? AbortSignal.any([signal, leave.signal]) : leave.signal,
    })
    if (!response.ok || response.body === null) throw refusal(response, await response.text(), connection.url)
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of chunksOf(response.body)) {
      clearTimeout(silent)
      silent = setTimeout(() => leave.abort(), SILENT_MS)
      rest += decoder.decode(chunk, { stream: true })
      const messages = rest.split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const lines = message.split('\n')
        const data = lines.find((line) => line.startsWith('data: '))
        if (lines.includes('event: now') && data !== undefined) yield nowOf(data.slice(6), connection.url)
      }
    }
  } finally {
    clearTimeout(silent)
    leave.abort()
  }
}

/** Browsers do not all iterate over streams. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function nowOf(text: string, url: string): LiveNow {
  try {
    return LiveNow.parse(JSON.parse(text))
  } catch (cause) {
    const message = `${url} sent a message that is not Haechi's; check that client and service have the same version`
    throw new HaechiError('protocol', message, { cause })
  }
}

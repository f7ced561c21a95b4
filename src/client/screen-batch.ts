import { ROUTES } from '../api/contract/routes.ts'
import { BatchResult, type EventInput, isProblem } from '../api/contract/screen.ts'
import { backoffMs } from './backoff.ts'
import { chunks } from './chunks.ts'
import { type Connection, call } from './connection.ts'
import { HaechiError } from './haechi-error.ts'

export interface BatchOptions {
  readonly signal?: AbortSignal | undefined
  /** Events in one request. */
  readonly linesPerRequest?: number
  readonly requestsInFlight?: number
  /** How long an event waits for others to share its request, in ms. */
  readonly lingerMs?: number
}

export const BATCH_DEFAULTS = { linesPerRequest: 500, requestsInFlight: 3, lingerMs: 10 } as const

/** Keeps a request well under what proxies usually let pass. */
const REQUEST_SIZE = 512 * 1024

/**
 * Judges events in requests of a few hundred, some in flight at once; results come in the order of the events,
 * `line` counting from 1. Works where streaming uploads do not (browsers), and each request can be sent again.
 * A refused event is a result with a `status`; only a failure of the whole throws.
 */
export async function* screenBatch(
  connection: Connection,
  events: AsyncIterable<EventInput> | Iterable<EventInput>,
  withId: (event: EventInput) => EventInput,
  options: BatchOptions = {},
): AsyncGenerator<BatchResult, void, undefined> {
  const requestsInFlight = options.requestsInFlight ?? BATCH_DEFAULTS.requestsInFlight
  const leave = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, leave.signal]) : leave.signal
  const source = iteratorOf(events)
  const groups = chunks(lines(source, withId), {
    lines: options.linesPerRequest ?? BATCH_DEFAULTS.linesPerRequest,
    size: REQUEST_SIZE,
    lingerMs: options.lingerMs ?? BATCH_DEFAULTS.lingerMs,
  })
  const flying: Promise<BatchResult[]>[] = []
  let sent = 0
  let next: Promise<IteratorResult<string[]>> | undefined = quiet(groups.next())
  try {
    while (next || flying.length > 0) {
      const race: Promise<IteratorResult<string[]> | BatchResult[]>[] = []
      if (flying[0]) race.push(flying[0])
      if (next && flying.length < requestsInFlight) race.push(next)
      const won = await Promise.race(race)
      if (Array.isArray(won)) {
        flying.shift()
        yield* won
      } else if (won.done) {
        next = undefined
      } else {
        flying.push(quiet(sendChunk(connection, won.value, sent, signal)))
        sent += won.value.length
        next = quiet(groups.next())
      }
    }
  } finally {
    leave.abort()
    await source.return?.()
  }
}

/** Its failure is met where it is awaited; until then it must not count as unhandled. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

function iteratorOf<T>(items: AsyncIterable<T> | Iterable<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
}

async function* lines(
  events: AsyncIterator<EventInput> | Iterator<EventInput>,
  withId: (event: EventInput) => EventInput,
): AsyncGenerator<string, void, undefined> {
  for (;;) {
    const { done, value } = await events.next()
    if (done) return
    yield JSON.stringify(withId(value))
  }
}

/** Sends one chunk, and again those of its lines that the service could not take just then. */
async function sendChunk(
  connection: Connection,
  chunk: readonly string[],
  before: number,
  signal: AbortSignal,
): Promise<BatchResult[]> {
  const { method, path } = ROUTES.screenBatch
  const results: (BatchResult | undefined)[] = chunk.map(() => undefined)
  let open = chunk.map((_, index) => index)
  for (let attempt = 0; ; attempt++) {
    const body = open.map((index) => `${chunk[index]}\n`).join('')
    const bodyType = 'application/x-ndjson'
    const reply = await call(connection, { method, path, body, bodyType, repeatable: true, signal })
    for (const result of parseLines(reply, connection.url)) {
      const index = open[result.line - 1]
      if (index !== undefined) results[index] = { ...result, line: before + index + 1 }
    }
    open = open.filter((index) => mayStillPass(results[index]))
    if (open.length === 0 || attempt >= connection.retries) break
    await connection.sleep(backoffMs(attempt + 1, connection.random()), signal)
  }
  const whole = results.filter((result) => result !== undefined)
  if (whole.length < chunk.length)
    throw new HaechiError(
      'protocol',
      `${connection.url} answered ${whole.length} of ${chunk.length} lines; send the batch again, events that were judged get the same decisions`,
    )
  return whole
}

function mayStillPass(result: BatchResult | undefined): boolean {
  return result === undefined || (isProblem(result) && (result.status === 429 || result.status >= 500))
}

function parseLines(reply: string, url: string): BatchResult[] {
  try {
    return reply
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => BatchResult.parse(JSON.parse(line)))
  } catch (cause) {
    throw new HaechiError(
      'protocol',
      `${url} answered a batch with lines that are not Haechi's; check that client and service have the same version`,
      { cause },
    )
  }
}

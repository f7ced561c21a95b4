import { Problem } from '../api/contract/problem.ts'
import { backoffMs, retryAfterMs } from './backoff.ts'
import { HaechiError, problemError } from './haechi-error.ts'

/** What every call needs; all but `url` and `key` have defaults in CLIENT_DEFAULTS. */
export interface Connection {
  readonly url: string
  readonly key: string
  readonly timeoutMs: number
  readonly retries: number
  readonly fetch: typeof globalThis.fetch
  readonly random: () => number
  readonly now: () => number
  readonly sleep: (ms: number, stop?: AbortSignal) => Promise<void>
}

export interface Call {
  readonly method: string
  readonly path: string
  readonly body?: string | Uint8Array
  readonly bodyType?: string
  /** Whether a second try does no harm; only then is a call repeated after a failure that may have had effect. */
  readonly repeatable: boolean
  /** Statuses beside 2xx whose body is an answer, not a problem. */
  readonly alsoAnswers?: readonly number[]
  readonly signal?: AbortSignal | undefined
}

/** Longer than this the caller should decide whether to wait. */
const LONGEST_WAIT_MS = 60_000

/** Makes a call, again when that can help, and gives the answer's body. Throws HaechiError. */
export async function call(connection: Connection, request: Call): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    let failure: HaechiError
    let askedToWaitMs: number | undefined
    try {
      const { response, body } = await once(connection, request)
      if (response.ok || request.alsoAnswers?.includes(response.status)) return body
      failure = refusal(response, body, connection.url)
      askedToWaitMs = retryAfterMs(response.headers.get('retry-after'), connection.now())
      const nothingHappened = response.status === 429 || response.status === 503
      if (!nothingHappened && !(response.status >= 500 && request.repeatable)) throw failure
    } catch (fault) {
      failure = asHaechiError(fault, connection, request.signal)
      const mayHelp = failure.kind === 'unreachable' || failure.kind === 'timeout'
      if (!mayHelp || !request.repeatable) throw failure
    }
    if (attempt >= connection.retries || (askedToWaitMs ?? 0) > LONGEST_WAIT_MS) throw failure
    await connection.sleep(backoffMs(attempt, connection.random(), askedToWaitMs), request.signal)
    if (request.signal?.aborted) throw stopped(request.signal)
  }
}

async function once(connection: Connection, request: Call): Promise<{ response: Response; body: string }> {
  if (request.signal?.aborted) throw stopped(request.signal)
  const timeout = AbortSignal.timeout(connection.timeoutMs)
  const response = await connection.fetch(connection.url + request.path, {
    method: request.method,
    headers: {
      authorization: `Bearer ${connection.key}`,
      accept: 'application/json, application/problem+json, application/x-ndjson',
      ...(request.body === undefined ? {} : { 'content-type': request.bodyType ?? 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: request.body as BodyInit }),
    signal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout,
  })
  return { response, body: await response.text() }
}

/** The error that an answer other than 2xx comes to. */
export function refusal(response: Response, body: string, url: string): HaechiError {
  try {
    return problemError(Problem.parse(JSON.parse(body)))
  } catch {
    return new HaechiError(
      'protocol',
      `${url} answered with status ${response.status} and something that is not Haechi's; check the address, and what stands between`,
    )
  }
}

/** The error that a call which broke comes to. */
export function asHaechiError(
  fault: unknown,
  connection: Connection,
  signal: AbortSignal | undefined,
): HaechiError {
  if (fault instanceof HaechiError) return fault
  if (signal?.aborted) return stopped(signal)
  if (fault instanceof DOMException && fault.name === 'TimeoutError') {
    const message = `No answer from ${connection.url} within ${connection.timeoutMs} ms; try again, or raise timeoutMs`
    return new HaechiError('timeout', message, { cause: fault })
  }
  const message = `Nobody answers at ${connection.url}; check the address, and that the service runs (haechi start)`
  return new HaechiError('unreachable', message, { cause: fault })
}

export function stopped(signal: AbortSignal): HaechiError {
  return new HaechiError('stopped', 'The call was stopped by its caller', { cause: signal.reason })
}

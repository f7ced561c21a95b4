import { setTimeout } from 'node:timers/promises'
import { type JsonReply, postJson } from '../../remote/post-json.ts'
import { ModelFault } from '../model-fault.ts'
import type { ModelTally } from '../model-tally.ts'

export interface ServiceQuestion {
  readonly model: string
  readonly url: string
  readonly secret: string | undefined
  readonly body: unknown
  readonly retries: number
  readonly deadlineMs: number
}

/** An answer has a few words, its reasoning beside it some thousands. In bytes. */
export const LONGEST_COMPLETION = 262_144
const FIRST_WAIT_MS = 50
const AGAIN = new Set([408, 429, 500, 502, 503, 504])

/**
 * Asks a chat service, again after what may pass (429, 5xx, a broken connection) as long as the deadline leaves time.
 * Gives the body of a 200. Rejects with a ModelFault that names the host, never the content, the answer or the key.
 */
export async function askService(
  { fetch, stopwatch, tally }: { fetch: typeof globalThis.fetch; stopwatch: () => number; tally: ModelTally },
  { model, url, secret, body, retries, deadlineMs }: ServiceQuestion,
  stop: AbortSignal,
): Promise<string> {
  const { host } = new URL(url)
  const fault = (what: string, cause?: unknown) =>
    new ModelFault('failed', `Model "${model}": ${host} ${what}`, { cause })
  const started = stopwatch()
  for (let attempt = 0; ; attempt++) {
    let reply: JsonReply | undefined
    let broken: unknown
    try {
      const headers = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
      reply = await postJson(fetch, { url, body, headers, longestReply: LONGEST_COMPLETION, stop })
    } catch (thrown) {
      if (stop.aborted) throw late(model)
      broken = thrown
    }
    if (reply?.status === 200) {
      if (reply.text === undefined) throw fault(`answered with more than ${LONGEST_COMPLETION} bytes`)
      return reply.text
    }
    const what = reply === undefined ? 'could not be reached' : `answered with status ${reply.status}`
    const waitMs = waitOf(reply, attempt)
    const left = deadlineMs - (stopwatch() - started)
    const worthIt = reply === undefined || AGAIN.has(reply.status)
    if (!worthIt || attempt >= retries || waitMs >= left) throw fault(what, broken)
    tally.retries++
    await setTimeout(waitMs, undefined, { signal: stop }).catch(() => {
      throw late(model)
    })
  }
}

function late(model: string): ModelFault {
  return new ModelFault('late', `Model "${model}" did not answer within its deadline`)
}

/** What the service asks for, in seconds, else a little, doubling. */
function waitOf(reply: JsonReply | undefined, attempt: number): number {
  const asked = reply?.headers.get('retry-after')
  if (asked && /^\d{1,6}$/.test(asked)) return Number(asked) * 1000
  return FIRST_WAIT_MS * 2 ** attempt
}

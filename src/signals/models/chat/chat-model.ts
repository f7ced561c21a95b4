import { CircuitBreaker } from '../circuit-breaker.ts'
import { ModelFault } from '../model-fault.ts'
import type { ModelHost } from '../model-host.ts'
import type { ModelBinding } from '../model-kind.ts'
import type { ModelTally } from '../model-tally.ts'
import { AnswerCache } from './answer-cache.ts'
import { askService } from './ask-service.ts'
import { CHAT_DEFAULTS, type ChatOptions, msOf } from './chat-options.ts'
import { contentKey } from './content-key.ts'
import { CHAT_FORMATS } from './formats.ts'
import { Limiter } from './limiter.ts'
import { readCompletion } from './read-completion.ts'

/** Asks for the scores of a content, in the order of the labels. Rejects with a ModelFault. */
export type AskChat = (content: string, stop: AbortSignal) => Promise<readonly number[]>

/** What outlives a change of the pack that leaves this model as it is. */
interface Kept {
  readonly cache: AnswerCache
  readonly breaker: CircuitBreaker
  readonly limiter: Limiter
  /** Questions on their way: the same content asked again meanwhile, as in a raid, waits for the same answer. */
  readonly asking: Map<string, Promise<readonly number[]>>
}

/** A chat model ready to be asked: cache, circuit breaker, limit, then the service. */
export function chatModel(host: ModelHost, binding: ModelBinding & { version: string }): AskChat {
  const { name, version, policy, deadlineMs } = binding
  const options = binding.options as ChatOptions
  const format = CHAT_FORMATS[options.format]
  const tally = host.tally(name)
  const { cache, breaker, limiter, asking } = host.keep(`chat ${version}`, () => keptOf(options))

  async function askNow(content: string, stop: AbortSignal): Promise<readonly number[]> {
    if (!breaker.allows(host.stopwatch()))
      throw new ModelFault(
        'resting',
        `Model "${name}" is not asked for a while: it failed too often in a row`,
      )
    tally.breaker = breaker.state
    let entered = false
    const started = host.stopwatch()
    try {
      await limiter.enter(stop)
      entered = true
      const body = {
        model: options.model,
        messages: format.messages(content, options, policy),
        temperature: 0,
        stream: false,
        ...format.request(options),
      }
      const question = {
        model: name,
        url: options.url,
        secret: secretOf(),
        body,
        retries: options.retries ?? CHAT_DEFAULTS.retries,
        deadlineMs,
      }
      const text = await askService({ fetch: host.fetch, stopwatch: host.stopwatch, tally }, question, stop)
      // The service is there, whatever it says.
      breaker.succeeded()
      return understand(text)
    } catch (thrown) {
      const fault = asFault(thrown)
      if (fault.why === 'failed' || (fault.why === 'late' && entered)) breaker.failed(host.stopwatch())
      else if (fault.why !== 'malformed') breaker.undecided()
      throw fault
    } finally {
      if (entered) limiter.leave()
      tally.breaker = breaker.state
      tally.seconds += (host.stopwatch() - started) / 1000
    }
  }

  function secretOf(): string | undefined {
    if (options.key === undefined) return undefined
    const secret = host.secret(options.key)
    if (secret === undefined)
      throw new ModelFault('failed', `Model "${name}" needs the environment variable ${options.key}`)
    return secret
  }

  function understand(body: string): readonly number[] {
    const completion = readCompletion(body, format.firstTokenOnly)
    count(completion)
    const read = completion.answer && format.read(completion.answer, options)
    if (read?.ok === true) return read.scores
    const what = read === undefined ? completion.what : read.what
    throw new ModelFault('malformed', `Model "${name}" gave a malformed answer: ${what}`)
  }

  function count({ tokensIn, tokensOut }: { tokensIn: number; tokensOut: number }): void {
    tally.tokensIn += tokensIn
    tally.tokensOut += tokensOut
    const { prices } = options
    if (prices) tally.spent += (tokensIn * prices.input + tokensOut * prices.output) / 1e6
  }

  function asFault(thrown: unknown): ModelFault {
    return thrown instanceof ModelFault
      ? thrown
      : new ModelFault('failed', `Model "${name}" failed`, { cause: thrown })
  }

  return async (content, stop) => {
    const key = contentKey(version, content)
    const cached = cache.get(key, host.stopwatch())
    if (cached !== undefined) {
      tally.cacheHits++
      return cached
    }
    const same = asking.get(key)
    if (same !== undefined) {
      tally.cacheHits++
      return same
    }
    tally.cacheMisses++
    const answer = askNow(content, stop)
    asking.set(key, answer)
    try {
      const scores = await answer
      cache.set(key, scores, host.stopwatch())
      tally.calls.scored++
      return scores
    } catch (thrown) {
      countFailure(tally, thrown)
      throw thrown
    } finally {
      asking.delete(key)
    }
  }
}

function countFailure(tally: ModelTally, thrown: unknown): void {
  tally.calls[thrown instanceof ModelFault ? thrown.why : 'failed']++
}

function keptOf({ cache, breaker, concurrency, queue }: ChatOptions): Kept {
  return {
    cache: new AnswerCache(
      cache?.entries ?? CHAT_DEFAULTS.cacheEntries,
      msOf(cache?.ttl, CHAT_DEFAULTS.cacheTtlMs),
    ),
    breaker: new CircuitBreaker(
      breaker?.failures ?? CHAT_DEFAULTS.breakerFailures,
      msOf(breaker?.rest, CHAT_DEFAULTS.breakerRestMs),
    ),
    limiter: new Limiter(concurrency ?? CHAT_DEFAULTS.concurrency, queue ?? CHAT_DEFAULTS.queue),
    asking: new Map(),
  }
}

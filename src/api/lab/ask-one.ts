import type { Scorer } from '../../lab/train/scorer.ts'
import { CircuitBreaker } from '../../signals/models/circuit-breaker.ts'
import { ModelFault } from '../../signals/models/model-fault.ts'
import { batcher } from '../../signals/models/onnx/batcher.ts'
import { ONNX_DEFAULTS } from '../../signals/models/onnx/onnx-options.ts'

/** Scores of one text, in the order of the labels. Rejects with a ModelFault. */
export type AskOne = (text: string, stop: AbortSignal) => Promise<Float32Array>

/** A model that fails so often in a row is not asked for so long: its file may have to be read again each time. */
const FAILURES = 5
const REST_MS = 10_000

/**
 * Asks a model for single texts, as events do. One that runs in another thread is asked for those that come together in
 * one go; of these no more wait than are answered in time.
 */
export function askOne(id: string, scorer: Scorer, stopwatch: () => number): AskOne {
  const { now } = scorer
  if (now !== undefined)
    return async (text, stop) => {
      if (stop.aborted) throw new ModelFault('late', `${id} was asked too late`)
      return now.call(scorer, text)
    }
  const width = scorer.labels.length
  const breaker = new CircuitBreaker(FAILURES, REST_MS)
  const batches = batcher(ONNX_DEFAULTS, async (texts) => {
    const all = await scorer.score(texts)
    return texts.map((_, i) => all.slice(i * width, (i + 1) * width))
  })
  return async (text, stop) => {
    if (!breaker.allows(stopwatch()))
      throw new ModelFault('resting', `${id} is not asked for a while: it failed too often in a row`)
    try {
      const scores = await batches.ask(text, stop)
      breaker.succeeded()
      return scores
    } catch (fault) {
      if (fault instanceof ModelFault && fault.why !== 'failed') breaker.undecided()
      else breaker.failed(stopwatch())
      throw fault instanceof ModelFault
        ? fault
        : new ModelFault('failed', `${id} gave no score`, { cause: fault })
    }
  }
}

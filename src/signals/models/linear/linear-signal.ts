import type { Span } from '../../../core/decision.ts'
import type { Value } from '../../../core/value.ts'
import type { Signal } from '../../signal.ts'
import type { TextModel } from '../../text-model/served-model.ts'
import { scoresOf } from '../model-kind.ts'
import { scoreType } from '../score-type.ts'

/** At most so many places are shown for one label: the weightiest. */
const MOST_SPANS = 8
/** A place that moved the score less than this share of the weightiest one is left out. */
const LEAST_SHARE = 0.2

/** A text model in this thread as a cheap signal: one scoring an event, whatever the labels read. */
export function linearSignal(
  { name, of, version }: { readonly name: string; readonly of: string; readonly version: string },
  model: TextModel,
): Signal {
  const scores = new Float32Array(model.labels.length)
  // Explaining costs more than scoring, and few events fire a rule: the text is kept beside the value till then.
  const texts = new WeakMap<object, string>()
  return {
    name: `model.${name}`,
    of,
    version,
    type: scoreType(name, model.labels),
    cost: 'cheap',
    // One parameter: the text alone decides, which backtests make use of.
    evaluate(item) {
      model.score(item.raw, scores)
      const value = scoresOf(model.labels, scores)
      texts.set(value as object, item.raw)
      return value
    },
    spans(value) {
      const text = typeof value === 'object' && value !== null ? texts.get(value) : undefined
      return text === undefined ? [] : explainValue(model, text, value)
    },
  }
}

/** The places that carried the scores of the labels that the model decides on, or of the likeliest one. */
function explainValue(model: TextModel, text: string, value: Value): Span[] {
  const scores = Float32Array.from(
    model.labels,
    (label) => (value as Readonly<Record<string, number>>)[label] ?? 0,
  )
  const decided = model.decide(scores)
  const labels =
    decided.length > 0 ? decided.map((label) => model.labels.indexOf(label)) : [likeliest(scores)]
  return labels.flatMap((label) => spansFor(model, text, label))
}

/** The places that spoke for one label, weightiest first. */
export function spansFor(model: TextModel, text: string, label: number): Span[] {
  const reasons = model.explain(text, label).filter(({ weight }) => weight > 0)
  const heaviest = reasons.reduce((most, { weight }) => Math.max(most, weight), 0)
  return reasons
    .filter(({ weight }) => weight >= heaviest * LEAST_SHARE)
    .slice(0, MOST_SPANS)
    .map(({ span }) => trimmed(text, span[0], span[1]))
    .filter(([start, end]) => start < end)
}

/** Without the white space around it: what was read at the edge of a word is no part of what is masked. */
function trimmed(text: string, start: number, end: number): Span {
  let [from, to] = [start, end]
  while (from < to && /\s/.test(text[from]!)) from++
  while (from < to && /\s/.test(text[to - 1]!)) to--
  return [from, to]
}

function likeliest(scores: Float32Array): number {
  let best = 0
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i
  return best
}

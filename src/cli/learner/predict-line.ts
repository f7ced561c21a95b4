import type { openTextModel } from '../../lab/text/open-text-model.ts'

type Model = Extract<ReturnType<typeof openTextModel>, { ok: true }>['model']

/** Makes the function that answers a line of JSON (undefined: not UTF-8) with a line of JSON. */
export function predictor(model: Model, explains: boolean): (line: string | undefined, at: number) => string {
  const scores = new Float32Array(model.labels.length)
  // Written by hand, since the keys are the same on every line.
  const keys = model.labels.map((label, k) => `${k === 0 ? '{' : ','}${JSON.stringify(label)}:`)
  return (line, at) => {
    const text = textOf(line)
    if (typeof text !== 'string') return JSON.stringify({ error: `line ${at}: ${text.why}` })
    model.score(text, scores)
    const labels = model.decide(scores)
    let out = `{"labels":${JSON.stringify(labels)},"scores":`
    for (let k = 0; k < keys.length; k++) out += keys[k]! + sixDigits(scores[k]!)
    if (!explains) return `${out}}}`
    const because = Object.fromEntries(
      labels.map((label) => [label, model.explain(text, model.labels.indexOf(label))]),
    )
    return `${out}},"because":${JSON.stringify(because)}}`
  }
}

function textOf(line: string | undefined): string | { why: string } {
  if (line === undefined) return { why: 'not UTF-8' }
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { why: 'not JSON; write each text as {"text": "…"}' }
  }
  if (typeof value === 'string') return value
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'text') : undefined
  return typeof text === 'string' ? text : { why: 'no text; write each as {"text": "…"}' }
}

const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'))

/** A probability with six digits; ten times as fast as the shortest text of a number. */
function sixDigits(probability: number): string {
  const millionths = Math.round(probability * 1e6)
  if (millionths >= 1e6) return '1'
  return `0.${THREE[Math.floor(millionths / 1000)]}${THREE[millionths % 1000]}`
}

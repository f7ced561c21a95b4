import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../../judged-event.fixture.ts'
import type { TextModel } from '../../text-model/served-model.ts'
import { linearSignal } from './linear-signal.ts'

/** A model of two labels that counts its words; it shows where each stands. */
function wordModel(): TextModel & { readonly scored: string[] } {
  const words = [['hello'], ['dunderhead', 'clodpole']]
  const found = (text: string, label: number) =>
    words[label]!.flatMap((word) => {
      const at = text.indexOf(word)
      return at < 0 ? [] : [{ span: [at, at + word.length] as const, weight: word.length }]
    })
  const scored: string[] = []
  return {
    name: 'words',
    labels: ['greeting', 'insult'],
    version: 'v1',
    multiLabel: true,
    scored,
    score(text, into) {
      scored.push(text)
      for (let i = 0; i < 2; i++) into[i] = found(text, i).length / 2
    },
    decide: (scores) => (scores[1]! >= 0.5 ? ['insult'] : []),
    explain: (text, label) => [...found(text, label), { span: [0, 1] as const, weight: -1 }],
  }
}

const signalOf = (model: TextModel) => linearSignal({ name: 'words', of: 'text', version: 'v1' }, model)
const scores = (text: string, model = wordModel()) => {
  const signal = signalOf(model)
  if (signal.cost !== 'cheap') throw new Error('it should be cheap')
  const value = signal.evaluate(itemOf(text), CHAT_EVENT)
  return { value, spans: signal.spans!(value) }
}

test('gives a score a label, and the places of the labels that the model decides on', () => {
  expect(scores('hello, clodpole')).toEqual({ value: { greeting: 0.5, insult: 0.5 }, spans: [[7, 15]] })
})

test('where it decides on none, the places of the likeliest label are shown; those that spoke against it are not', () => {
  expect(scores('oh hello')).toEqual({ value: { greeting: 0.5, insult: 0 }, spans: [[3, 8]] })
  expect(scores('')).toEqual({ value: { greeting: 0, insult: 0 }, spans: [] })
})

test('two texts in turn keep their own places, and a foreign value has none', () => {
  const signal = signalOf(wordModel())
  if (signal.cost !== 'cheap') throw new Error('it should be cheap')
  const first = signal.evaluate(itemOf('dunderhead'), CHAT_EVENT)
  const second = signal.evaluate(itemOf('a clodpole'), CHAT_EVENT)
  expect([signal.spans!(first), signal.spans!(second)]).toEqual([[[0, 10]], [[2, 10]]])
  expect(signal.spans!({ insult: 1 })).toEqual([])
  expect(signal.spans!(undefined)).toEqual([])
})

test('it looks at the text alone, which backtests rely on', () => {
  expect(signalOf(wordModel()).evaluate).toHaveLength(1)
})

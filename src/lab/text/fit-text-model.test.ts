import { expect, test } from 'vitest'
import { serveTextModel } from '../../signals/text-model/serve-text-model.ts'
import { chatLines, chatWithSeveral } from './chat.fixture.ts'
import { CannotFit, fitTextModel } from './fit-text-model.ts'
import type { LabelledText } from './labelled-text.ts'
import { modelFiles } from './model-files.ts'

function answers(rows: readonly LabelledText[], ...texts: readonly string[]): readonly (readonly string[])[] {
  const model = serveTextModel({ ...fitTextModel({ name: 'chat', rows }).parts, version: 'test' })
  const scores = new Float32Array(model.labels.length)
  return texts.map((text) => {
    model.score(text, scores)
    return model.decide(scores)
  })
}

test('new lines made of known words get the label of their kind', () => {
  expect(answers(chatLines(240), '너 멍청이', '다들 고마워', '골드 싸게 팝니다 연락')).toEqual([
    ['rude'],
    ['kind'],
    ['trade'],
  ])
})

test('a text may get several labels where the data has several', () => {
  const [both, one] = answers(chatWithSeveral(300), '오늘 멍청이 오늘', '진짜 멍청이 lol')
  expect(both).toEqual(['rude', 'when'])
  expect(one).toEqual(['rude'])
})

test('two labels that exclude each other have probabilities that add up to 1', () => {
  const rows = chatLines(240).filter(({ labels }) => labels[0] !== 'trade')
  const { parts } = fitTextModel({ name: 'chat', rows })
  expect(parts.labels).toEqual(['kind', 'rude'])
  expect(parts.weights).toHaveLength(parts.hashes.length)
  const scores = new Float32Array(2)
  serveTextModel({ ...parts, version: '' }).score('멍청이', scores)
  expect(scores[0]! + scores[1]!).toBeCloseTo(1)
  expect(scores[1]).toBeGreaterThan(0.5)
})

test('the same rows and seed give the same bytes; another seed gives others', () => {
  const files = (seed: number) => {
    const settings = { seed }
    const fitted = fitTextModel({ name: 'chat', rows: chatWithSeveral(300), settings })
    const facts = { files: [], licence: undefined, attribution: [], note: undefined }
    return modelFiles(fitted, facts, settings)
  }
  expect(files(1)).toEqual(files(1))
  expect(files(2)['weights.bin']).not.toEqual(files(1)['weights.bin'])
})

test('labels with commas and line breaks, empty texts and equal texts are learnt from as they are', () => {
  const odd = 'rude, very\nrude'
  const rows = chatLines(120).flatMap(({ text, labels }) => {
    const row = { text, labels: labels[0] === 'rude' ? [odd] : labels }
    return [row, row]
  })
  rows.push({ text: '', labels: ['kind'] }, { text: '', labels: ['kind'] })
  const [rude, empty] = answers(rows, '너 멍청이', '')
  expect(rude).toEqual([odd])
  expect(empty).toHaveLength(1)
})

test('labels that nothing tells apart are learnt without a fault', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    text: i % 3 === 0 ? '' : 'ㅋㅋ',
    labels: [i % 2 ? 'a' : 'b'],
  }))
  const model = serveTextModel({ ...fitTextModel({ name: 'noise', rows }).parts, version: '' })
  const scores = new Float32Array(2)
  model.score('ㅋㅋ', scores)
  expect(scores.every((score) => score > 0.2 && score < 0.8)).toBe(true)
})

test('a label of a single text does no harm to the others', () => {
  const rows = [...chatLines(240), { text: 'zebra', labels: ['odd'] }]
  expect(answers(rows, '너 멍청이')).toEqual([['rude']])
})

test('nothing, too little, and one label alone are refused with the way out', () => {
  const train = (rows: LabelledText[]) => () => fitTextModel({ name: 'chat', rows })
  expect(train([])).toThrow(CannotFit)
  expect(train(chatLines(4))).toThrow(/too few/)
  expect(train(chatLines(90).map(({ text }) => ({ text, labels: ['kind'] })))).toThrow(/another label/)
})

test('what was measured out of fold is on the card, with the files and without their texts', () => {
  const rows = chatLines(240)
  const fitted = fitTextModel({ name: 'chat', rows })
  const facts = {
    files: [{ name: 'chat.jsonl', sha256: 'abc', rows: 240, bad: 2 }],
    licence: 'CC0',
    attribution: ['made up for a test'],
    note: undefined,
  }
  const card = String(modelFiles(fitted, facts)['card.md'])
  expect(card).toContain('| chat.jsonl | 240 | 2 | `abc` |')
  expect(card).toContain('Licence: CC0.')
  expect(card).toContain('made up for a test')
  expect(card).toContain(`| macro-F1 | ${(100 * fitted.evaluation.macroF1).toFixed(1)} % |`)
  expect(rows.some(({ text }) => card.includes(text))).toBe(false)
})

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chatLines } from './chat.fixture.ts'
import { evaluateTextModel, loadTextModel, trainTextModel } from './text.ts'

test('a program trains, writes, loads and measures a model', () => {
  const { model, evaluation, files } = trainTextModel(
    { name: 'chat', rows: chatLines(240) },
    { licence: 'CC0' },
  )
  const dir = mkdtempSync(join(tmpdir(), 'haechi-text-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content)
  const loaded = loadTextModel(dir)
  const [a, b] = [new Float32Array(3), new Float32Array(3)]
  model.score('오늘 멍청이', a)
  loaded.score('오늘 멍청이', b)
  expect(b).toEqual(a)
  expect(evaluation.macroF1).toBeGreaterThan(0.9)
  const rows = [
    { text: '너 멍청이', labels: ['bad'], group: 'insult' },
    { text: 'thank you', labels: ['bad'], group: 'praise' },
  ]
  const { groups, accuracy } = evaluateTextModel(loaded, rows, new Map([['rude', 'bad']]))
  expect(accuracy).toMatchObject({ value: 0.5 })
  expect(groups.map(({ group, accuracy: share }) => [group, share?.value])).toEqual([
    ['insult', 1],
    ['praise', 0],
  ])
})

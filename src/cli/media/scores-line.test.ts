import { expect, test } from 'vitest'
import { scoresLine } from './scores-line.ts'

test('the likeliest labels of each model, one model under two names once', () => {
  const nsfw = { Drawing: 0.653, Neutral: 0.34, Porn: 0.001 }
  expect(scoresLine({ scores: { nsfw, nsfw_mesh: nsfw, clothes: { hat: 0.2, shirt: 0.8 } } })).toBe(
    'Drawing 0.65, Neutral 0.34; shirt 0.80, hat 0.20',
  )
  expect(scoresLine({ scores: {} })).toBe('')
})

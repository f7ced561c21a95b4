import { expect, test } from 'vitest'
import { leftOutSays } from './left-out.ts'

test('what was left out is told by reason, each with its count', () => {
  expect(leftOutSays([])).toEqual([])
  expect(leftOutSays(['several', 'file', 'several', 'sealed', 'content'])).toEqual([
    '1 judgement was left out, since the content of what was judged is kept no more.',
    '1 judgement was left out, since the file that was judged is kept no more.',
    expect.stringMatching(/^1 judgement was left out, since the file is in a sealed bank/),
    expect.stringMatching(/^2 judgements were left out, since the file has several pictures/),
  ])
})

import { expect, test } from 'vitest'
import { didYouMean, nearest } from './suggest.ts'

test('a typo finds its word, a stranger finds none', () => {
  expect(nearest('toxcity', ['text', 'toxicity'])).toBe('toxicity')
  expect(nearest('tetx', ['text', 'toxicity'])).toBe('text')
  expect(nearest('banana', ['text', 'toxicity'])).toBeUndefined()
  expect(didYouMean('banana', ['text'])).toBe('known here: text')
})

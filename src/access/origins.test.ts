import { expect, test } from 'vitest'
import { csrfToken, isCsrfToken } from './csrf-token.ts'
import { fromOurPage } from './from-our-page.ts'

const OURS = 'https://haechi.example'

test.each([
  [true, { 'sec-fetch-site': 'same-origin', origin: OURS }],
  [true, { origin: OURS }],
  [true, { 'sec-fetch-site': 'same-origin' }],
  [false, {}],
  [false, { origin: 'null' }],
  [false, { origin: 'https://haechi.example.evil.example' }],
  [false, { origin: 'http://haechi.example' }],
  [false, { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  [false, { 'sec-fetch-site': 'same-site', origin: OURS }],
  [false, { 'sec-fetch-site': 'cross-site' }],
  [false, { 'sec-fetch-site': 'none' }],
])('%s: from %o', (ours, headers) => {
  expect(fromOurPage(headers, OURS)).toBe(ours)
})

test('the token of one session is not that of another', () => {
  expect(isCsrfToken(csrfToken('hs_one'), 'hs_one')).toBe(true)
  expect(isCsrfToken(csrfToken('hs_two'), 'hs_one')).toBe(false)
  expect(isCsrfToken(undefined, 'hs_one')).toBe(false)
  expect(isCsrfToken('', 'hs_one')).toBe(false)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

test.each([
  '/',
  '/docs',
  '/console',
  '/console/queues/q-1',
  '/console/rules/chat.insult/edit',
  '/console/policies/harassment.insult@3',
  '/console?last=24h',
  '/console/jobs?state=open&from=%221764147600000%22',
])('leads back to %s', (path) => {
  expect(returnPath(path)).toBe(path)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/console/../../evil',
  '/console/..',
  '/console/./x',
  '/console/x..y',
  '/console/%2e%2e',
  '/console//evil.example',
  '/console/\\evil.example',
  '/console@evil.example',
  '/console:80@evil.example',
  '/console.evil.example',
  '/console?next=//evil.example',
  '/console?next=https://evil.example',
  '/console#//evil.example',
  '/console?a=<script>',
  '/docs\r\nset-cookie: a=b',
  '/docs?next=//evil.example',
  ' /console',
  '/console\t/evil',
  '/\t/evil.example',
  '/CONSOLE',
  '/v1/sso/start',
  `/console?${'a'.repeat(600)}`,
  undefined,
])('does not lead to %s', (path) => {
  expect(returnPath(path)).toBe('/sign-in')
})

test('whatever it is given, a browser stays where it is', () => {
  const ours = 'https://haechi.example'
  const piece = fc.constantFrom(
    ...['/', '\\', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '%2e', '\t', '\n', '\r', ' ', '//', '&', '='],
    ...['console', 'docs', 'evil.example', 'https:', 'javascript:', 'data:', 'x', '해치', '／', '。'],
  )
  const crafted = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  const started = crafted.map((rest) => `/console${rest}`)
  fc.assert(
    fc.property(fc.oneof(crafted, started, fc.string({ unit: 'binary' }), fc.webUrl()), (path) => {
      const { origin, pathname } = new URL(returnPath(path), ours)
      expect(origin).toBe(ours)
      expect(pathname).toMatch(/^\/(?:docs|sign-in|console(?:\/.*)?)?$/)
    }),
    { numRuns: 1000 },
  )
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EXIT_CODES } from './exit-codes.ts'

test('docs/cli.md lists every exit code with its meaning, and no other', () => {
  const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, meaning]) => [
    Number(code),
    meaning,
  ])
  expect(listed).toEqual(Object.values(EXIT_CODES).map(({ code, meaning }) => [code, meaning]))
})

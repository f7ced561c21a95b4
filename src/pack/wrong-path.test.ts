import { expect, test } from 'vitest'
import { wrongPath } from './wrong-path.ts'

test.each(['haechi.yaml', 'rules/chat.yml', 'banks/욕설_ko.txt', 'rules/a/b/c.yaml'])(
  '%s may be in a pack',
  (path) => {
    expect(wrongPath(path)).toBe(undefined)
  },
)

test.each([
  '',
  '../x.yaml',
  'rules/../../x.yaml',
  'rules/./x.yaml',
  '/etc/x.yaml',
  'C:/x.yaml',
  'rules\\x.yaml',
  'rules//x.yaml',
  'rules/x\u0000.yaml',
  'rules/x\n.yaml',
  '.git/x.yaml',
  'rules/.x.yaml',
  'rules/x.exe',
  'rules/',
  'a/a/a/a/a/a/a/a/x.yaml',
  `${'x'.repeat(260)}.yaml`,
])('%j may not', (path) => {
  expect(wrongPath(path)).toMatch(/^(is|holds|starts|lies) /)
})

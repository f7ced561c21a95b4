import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli } from '../capture.fixture.ts'
import { smallPack, smallPackFile } from '../small-pack.fixture.ts'

const typo = () =>
  smallPack({ 'rules/chat.yaml': smallPackFile('rules/chat.yaml').replace('text.contains', 'txt.contains') })

test('a sound pack passes, and the summary says what it holds', async () => {
  const ran = await cli({ cwd: await smallPack() }, 'check', 'pack')
  expect(ran.out).toMatch(
    /^pack: 0 errors, 0 warnings; 1 rule, 1 policy, 1 event type, .*ruleset r-[0-9a-f]{16}\n$/m,
  )
  expect(ran.code).toBe(0)
})

test('a misspelt name is one line with its place and the name that was meant', async () => {
  const ran = await cli({ cwd: await typo() }, 'check', 'pack')
  expect(ran.out).toMatch(/^pack\/rules\/chat\.yaml:4:9: .*"txt".*; did you mean "text"\?$/m)
  expect(ran.out).toMatch(/1 error, /)
  expect(ran.code).toBe(1)
})

test('--long shows the line that is meant, with marks under the name', async () => {
  const ran = await cli({ cwd: await typo() }, 'check', 'pack', '--long')
  expect(ran.out).toMatch(/--> pack\/rules\/chat\.yaml:4:9/)
  expect(ran.out).toMatch(/when: txt\.contains\("grumble"\)\n.*\^\^\^/)
})

test('--json is one document and nothing else', async () => {
  const ran = await cli({ cwd: await typo() }, 'check', 'pack', '--json')
  expect(JSON.parse(ran.out)).toMatchObject({
    ok: false,
    ruleset: null,
    diagnostics: [{ severity: 'error', place: { file: join('pack', 'rules/chat.yaml'), line: 4 } }],
  })
  expect(ran.code).toBe(1)
})

test('without a folder, a pack here is checked; a folder that is none says what to do', async () => {
  const cwd = await smallPack()
  expect((await cli({ cwd }, 'check')).out).toMatch(/^pack: 0 errors/)
  expect((await cli({ cwd: join(cwd, 'pack') }, 'check')).out).toMatch(/^\.: 0 errors/)
  const ran = await cli({ cwd }, 'check', 'nowhere')
  expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('haechi init nowhere') })
})

test('--schemas writes a JSON Schema for editors', async () => {
  const cwd = await smallPack()
  expect((await cli({ cwd }, 'check', 'pack', '--schemas', 'schemas')).code).toBe(0)
  expect(await readdir(join(cwd, 'schemas'))).toContain('haechi.schema.json')
})

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { TermTools } from '../src/cli/adapters.ts'
import { cli, type Ran } from '../src/cli/capture.fixture.ts'
import { smallPack } from '../src/cli/small-pack.fixture.ts'
import { compileBanks } from '../src/signals/text/compile-banks.ts'
import { normalise } from '../src/signals/text/normalise.ts'
import { readTermList } from '../src/signals/text/read-term-list.ts'

const terms: TermTools = {
  readTermList,
  findTerms(pack, name, text) {
    const bank = pack.banks.get(name)
    return bank ? compileBanks([bank]).matcher.scan(normalise(text)) : []
  },
}

function bank(cwd: string, ...argv: string[]): Promise<Ran> {
  return cli({ cwd, adapters: { terms } }, 'bank', ...argv)
}

const IMPORT = ['--source', 'written for a test', '--licence', 'CC0-1.0']

async function withList(text: string): Promise<string> {
  const cwd = await smallPack()
  await writeFile(join(cwd, 'list.txt'), text)
  return cwd
}

test('a list becomes a bank that says where it comes from, and the pack still checks', async () => {
  const cwd = await withList('# mild\ngrouch\nmoaner\ngrouch\n')
  const ran = await bank(cwd, 'import', 'list.txt', '--bank', 'moods', '--match', 'word', ...IMPORT)
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(ran.out).toMatch(/^pack\/banks\/moods\.yaml: 2 imported, 1 duplicate, 0 skipped\n/)
  expect(parse(await readFile(join(cwd, 'pack/banks/moods.yaml'), 'utf8'))).toMatchObject({
    bank: 'moods',
    language: 'en',
    match: 'word',
    source: 'written for a test',
    licence: 'CC0-1.0',
    terms_file: 'moods.txt',
    imported: { file: 'list.txt', terms: 2, at: '2026-11-23T09:00:00.000Z' },
  })
  expect(await readFile(join(cwd, 'pack/banks/moods.txt'), 'utf8')).toBe('grouch\nmoaner\n')
  expect((await cli({ cwd }, 'check')).code).toBe(0)
  expect((await bank(cwd, 'list')).out).toMatch(/^moods +en +2 +0 +CC0-1\.0 +written for a test$/m)
})

test('a bank that is there is replaced only when told so', async () => {
  const cwd = await withList('grouch\n')
  await bank(cwd, 'import', 'list.txt', '--bank', 'moods', ...IMPORT)
  await writeFile(join(cwd, 'list.txt'), 'moaner\n')
  const refused = await bank(cwd, 'import', 'list.txt', '--bank', 'moods', ...IMPORT)
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--replace') })
  expect(await readFile(join(cwd, 'pack/banks/moods.txt'), 'utf8')).toBe('grouch\n')
  expect((await bank(cwd, 'import', 'list.txt', '--bank', 'moods', '--replace', ...IMPORT)).code).toBe(0)
  expect(await readFile(join(cwd, 'pack/banks/moods.txt'), 'utf8')).toBe('moaner\n')
})

test('an import without provenance, of an unknown policy, under a bad name, or of no list writes nothing', async () => {
  const cwd = await withList('grouch\n')
  for (const argv of [
    ['--bank', 'moods', '--source', 'somewhere'],
    ['--bank', 'moods', '--policy', 'conduct.rud', ...IMPORT],
    ['--bank', '../moods', ...IMPORT],
    ['--bank', 'moods', '--language', 'korean', ...IMPORT],
  ])
    expect((await bank(cwd, 'import', 'list.txt', ...argv)).code).toBe(2)
  expect((await bank(cwd, 'import', 'none.txt', '--bank', 'moods', ...IMPORT)).code).toBe(2)
  await writeFile(join(cwd, 'list.txt'), Uint8Array.of(0xb0, 0xa1))
  const notUtf8 = await bank(cwd, 'import', 'list.txt', '--bank', 'moods', ...IMPORT)
  expect(notUtf8).toMatchObject({ code: 2, err: expect.stringContaining('iconv') })
  expect((await bank(cwd, 'list')).out.trim().split('\n')).toHaveLength(1)
})

test('terms are added once, comments kept, and found in a text with their place', async () => {
  const yaml = `# kept by hand
bank: moods
kind: terms
language: en
match: word
source: written for a test
licence: CC0-1.0
terms:
  - grouch # the first
`
  const cwd = await smallPack({ 'banks/moods.yaml': yaml })
  const added = await bank(cwd, 'add', 'moods', 'moaner', 'grouch', 'sour puss')
  expect(added.out).toBe('moods: 2 added, 1 there already\n')
  const now = await readFile(join(cwd, 'pack/banks/moods.yaml'), 'utf8')
  expect(now).toBe(`${yaml}  - moaner\n  - sour puss\n`)
  const found = await bank(cwd, 'test', 'moods', 'what a moaner')
  expect(found).toMatchObject({ code: 0, out: 'what a moaner\n       ^^^^^^ moaner\n' })
  const json = await bank(cwd, 'test', 'moods', 'what a moaner', '--json')
  expect(JSON.parse(json.out)).toMatchObject({ bank: 'moods', hits: [{ term: 'moaner', span: [7, 13] }] })
  expect(await bank(cwd, 'test', 'moods', 'fine')).toMatchObject({
    code: 1,
    out: 'fine\nno term of the bank\n',
  })
})

test('a bank that is not there is named with the one that was meant', async () => {
  const cwd = await withList('grouch\n')
  await bank(cwd, 'import', 'list.txt', '--bank', 'moods', ...IMPORT)
  for (const argv of [
    ['add', 'mods', 'x'],
    ['test', 'mods', 'x'],
  ])
    expect(await bank(cwd, ...argv)).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean "moods"?'),
    })
})

test('the starter that comes with Haechi is not written to', async () => {
  const cwd = await withList('grouch\n')
  const elsewhere = join(cwd, 'nothing-here')
  const { mkdir } = await import('node:fs/promises')
  await mkdir(elsewhere)
  await writeFile(join(elsewhere, 'list.txt'), 'grouch\n')
  expect(await bank(elsewhere, 'add', 'insults_en', 'x')).toMatchObject({ code: 2 })
  expect(await bank(elsewhere, 'import', 'list.txt', '--bank', 'moods', ...IMPORT)).toMatchObject({ code: 2 })
})

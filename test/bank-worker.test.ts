import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { build } from '../scripts/build.mjs'
import { banksAside, FEW_TERMS } from '../src/signals/text/compile-banks-aside.ts'
import { matcherOf } from '../src/signals/text/hits-in.ts'
import { normalise } from '../src/signals/text/normalise.ts'
import type { TermBank } from '../src/signals/text/term-bank.ts'

test('a large bank compiled in another thread finds what it finds compiled here', async () => {
  const worker = pathToFileURL(join(await build(), '../signals/text/compile-banks.worker.js'))
  const bank: TermBank = {
    name: 'many',
    language: 'en',
    match: 'word',
    terms: Array.from({ length: FEW_TERMS + 1 }, (_, i) => `zork${i}ian`),
    except: ['zork7ian gardens'],
  }
  const aside = new Map([['many', bank]])
  const here = new Map([['many', bank]])
  const compiler = banksAside(worker)
  // Twice: the thread that stays answers again, and two at once do not mix.
  await Promise.all([
    compiler.compile(new Map([['other', { ...bank, name: 'other' }]])),
    compiler.compile(aside),
  ])
  const text = normalise('a zork12ian met a z.o.r.k.9ian in the zork7ian gardens')
  const found = matcherOf(aside).scan(text)
  expect(found.map(({ term }) => term)).toContain('zork12ian')
  expect(found).toEqual(matcherOf(here).scan(text))
})

test('a thread that cannot start is told', async () => {
  const bank: TermBank = {
    name: 'many',
    language: 'en',
    match: 'word',
    terms: Array.from({ length: FEW_TERMS + 1 }, (_, i) => `zork${i}ian`),
    except: [],
  }
  await expect(banksAside(new URL('file:///nowhere.js')).compile(new Map([['many', bank]]))).rejects.toThrow()
})

import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createMediaHost, type KeptFacts } from './create-media-host.ts'
import { facts, hostOf } from './facts.fixture.ts'
import type { LookAsked, Looker } from './look.ts'
import type { MediaFacts } from './media-facts.ts'
import { type MediaId, NoSuchMedia } from './media-host.ts'

const id = (n: number): MediaId => `sha256:${String(n).padStart(64, '0')}`
const ASKED: LookAsked = { profiles: [], models: [], reads: false }
const OTHER: LookAsked = { ...ASKED, reads: true }
const never = new AbortController().signal

/** A looker whose answers are given by hand. */
function byHand(threads = 2) {
  const looks: { readonly byte: number; readonly answer: (made: MediaFacts) => void }[] = []
  const looker: Looker = {
    threads,
    async ready(asked) {
      if (asked.models.length > 0) throw new Error('the image model "looks" cannot be used')
      return { version: asked.reads ? 'v2' : 'v1' }
    },
    look: ([byte], { reads }) =>
      new Promise((resolve) => {
        looks.push({ byte: byte!, answer: (made) => resolve({ ...made, version: reads ? 'v2' : 'v1' }) })
      }),
    redraw: async () => undefined,
    scene: async () => undefined,
    close: async () => {},
  }
  return { looker, looks }
}

async function hosted({ kept, threads }: { kept?: KeptFacts; threads?: number } = {}) {
  const { looker, looks } = byHand(threads)
  const { banks, catalogue } = hostOf(undefined)
  const host = createMediaHost({
    ...{ looker, banks, catalogue },
    bytes: async (of) => (of === id(99) ? undefined : Uint8Array.of(Number(of.slice(-2)))),
    ...(kept && { kept }),
  })
  await host.serve(ASKED)
  return { host, looks }
}

test('a file is looked at once for all who ask at once, and for those who ask later', async () => {
  const { host, looks } = await hosted()
  const asked = [1, 2, 3].map(() => host.facts(id(1), never))
  await turn()
  expect(looks).toHaveLength(1)
  expect(host.known(id(1))).toBeUndefined()
  looks[0]!.answer(facts())
  expect(new Set(await Promise.all(asked)).size).toBe(1)
  expect(host.known(id(1))).toMatchObject({ version: 'v1' })
  await host.facts(id(1), never)
  expect(looks).toHaveLength(1)
})

test('no more files are fetched than there are threads', async () => {
  const { host, looks } = await hosted({ threads: 2 })
  const asked = [1, 2, 3, 4].map((n) => host.facts(id(n), never))
  await turn()
  expect(looks.map(({ byte }) => byte)).toEqual([1, 2])
  looks[1]!.answer(facts())
  await asked[1]
  await turn()
  expect(looks.map(({ byte }) => byte)).toEqual([1, 2, 3])
  for (const n of [0, 2]) looks[n]!.answer(facts())
  await Promise.all([asked[0], asked[2]])
  await turn()
  looks[3]!.answer(facts())
  await Promise.all(asked)
})

test('who gives up is let go, and the others get their facts', async () => {
  const { host, looks } = await hosted()
  const stop = new AbortController()
  const [given, other] = [host.facts(id(1), stop.signal), host.facts(id(1), never)]
  stop.abort()
  await expect(given).rejects.toThrow('Nobody waits')
  await turn()
  looks[0]!.answer(facts())
  expect(await other).toMatchObject({ whole: true })
})

test('a file that was never sent is told, and asked for again', async () => {
  const { host } = await hosted()
  for (const _ of [1, 2]) await expect(host.facts(id(99), never)).rejects.toBeInstanceOf(NoSuchMedia)
})

test('facts are kept by version; those of a thread that died are not', async () => {
  const put: string[] = []
  const kept: KeptFacts = {
    get: async (of, version) => (of === id(7) && version === 'v1' ? facts({ bytes: 7 }) : undefined),
    put: async (of, { version }) => void put.push(`${of.slice(-1)} ${version}`),
  }
  const { host, looks } = await hosted({ kept })
  expect(await host.facts(id(7), never)).toMatchObject({ bytes: 7 })
  const died = { code: 'reader-died', severity: 'warning' as const, at: 'file', says: '' }
  for (const [n, made] of [facts(), facts({ findings: [died], whole: false })].entries()) {
    const asked = host.facts(id(n), never)
    await turn()
    looks[n]!.answer(made)
    await asked
  }
  expect(put).toEqual(['0 v1'])
})

test('what another pack asks is looked at anew; a pack whose model cannot be asked changes nothing', async () => {
  const { host, looks } = await hosted()
  const first = host.facts(id(1), never)
  await turn()
  looks[0]!.answer(facts())
  await first
  const broken = { ...ASKED, models: [{ name: 'looks' } as LookAsked['models'][number]] }
  await expect(host.serve(broken)).rejects.toThrow('"looks"')
  expect(host.version).toBe('v1')
  await host.serve(OTHER)
  expect(host.known(id(1))).toBeUndefined()
  const again = host.facts(id(1), never)
  await turn()
  looks[1]!.answer(facts())
  expect(await again).toMatchObject({ version: 'v2' })
  expect(host.held()).toEqual([id(1)])
  host.forget(id(1))
  expect(host.known(id(1))).toBeUndefined()
  expect(host.held()).toEqual([])
})

test('a file that was forgotten while it was looked at is not held, and is fetched anew for whoever asks then', async () => {
  const { host, looks } = await hosted()
  const older = host.facts(id(1), never)
  await turn()
  host.forget(id(1))
  const newer = host.facts(id(1), never)
  await turn()
  expect(looks).toHaveLength(2)
  looks[0]!.answer(facts())
  await older
  expect(host.held()).toEqual([])
  looks[1]!.answer(facts())
  await newer
  expect(host.held()).toEqual([id(1)])
})

test('what an earlier pack asked comes late and does not take the place of what is asked now', async () => {
  const put: string[] = []
  const kept: KeptFacts = {
    get: async () => undefined,
    put: async (_, { version }) => void put.push(version),
  }
  const { host, looks } = await hosted({ kept })
  const older = host.facts(id(1), never)
  await turn()
  await host.serve(OTHER)
  const newer = host.facts(id(1), never)
  await turn()
  looks[1]!.answer(facts())
  await newer
  looks[0]!.answer(facts())
  await older
  expect(host.known(id(1))).toMatchObject({ version: 'v2' })
  // Only the latest are kept of a file: the earlier ones would take their place.
  expect(put).toEqual(['v2'])
})

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepCatalogue } from '../../src/api/media/keep-catalogue.ts'
import { createCatalogueIndex } from '../../src/signals/media/copies/catalogue-index.ts'
import type { KeptItem } from '../../src/signals/media/copies/ports.ts'
import type { MediaFacts } from '../../src/signals/media/media-facts.ts'
import { openStore } from '../../src/store/open-store.ts'
import { mulberry32 } from '../random.ts'
import { itemFacts, keptItem, pictureFacts } from './catalogue.ts'
import type { Say } from './shapes.ts'

const QUERIES = 500
const MOST_MS = 20

/** A catalogue of so many items: shapes between those of two items made in code, four views and two textures each. */
export async function million(
  signatures: readonly (readonly number[])[],
  count: number,
  say: Say,
): Promise<void> {
  const random = mulberry32(7)
  const asked: { facts: MediaFacts; item: string }[] = []
  const make = (number: number): KeptItem => {
    const [a, b] = [0, 1].map(() => signatures[Math.floor(random() * signatures.length)]!) as [
      readonly number[],
      readonly number[],
    ]
    const share = random()
    const signature = a.map((value, k) => value * share + b[k]! * (1 - share))
    const views = Array.from({ length: 4 }, () => randomBytes(32).toString('hex'))
    const textures = [0, 1].map((i) => ({ name: `texture.${i}`, hash: randomBytes(32).toString('hex') }))
    if (number % Math.floor(count / QUERIES) === 0) {
      const turned = [textures[0]!.hash, ...Array.from({ length: 7 }, () => randomBytes(32).toString('hex'))]
      const moved = signature.map((value) => value + 0.001 * random())
      asked.push({
        facts: itemFacts(moved, [
          pictureFacts('texture.0', { hash: turned[0]!, quality: 90, turned, grey: turned.toReversed() }),
        ]),
        item: `item:${number}`,
      })
    }
    return keptItem(number, { signature, views, textures })
  }
  const before = memory()
  const index = createCatalogueIndex()
  for (let number = 0; number < count; number++) index.add(make(number))
  index.compact()
  const line = (figure: string, value: number, unit: string, reach: number | null): void =>
    say({
      figure: `${count} items: ${figure}`,
      value,
      unit,
      reach,
      holds: reach === null ? null : value <= reach,
    })
  line('memory of the tables', index.bytes / 1e6, 'MB', null)
  line('memory of the process for it', (memory() - before) / 1e6, 'MB', null)
  const times: number[] = []
  let found = 0
  for (const { facts, item } of asked) {
    const start = cpuMs()
    const near = index.near(facts, { most: 6 })
    times.push(cpuMs() - start)
    if (near.some((match) => match.item === item)) found++
  }
  times.sort((a, b) => a - b)
  line(
    'a query, shape and one texture, the middle one',
    times[Math.floor(times.length / 2)]!,
    'CPU ms',
    MOST_MS,
  )
  line('a query, the 99th of 100', times[Math.floor(times.length * 0.99)]!, 'CPU ms', MOST_MS)
  say({
    figure: `${count} items: found of ${asked.length}`,
    value: found / asked.length,
    unit: 'share',
    reach: 1,
    holds: found === asked.length,
  })
}

/** Loads a catalogue of so many items from the embedded database. */
export async function loaded(
  signatures: readonly (readonly number[])[],
  count: number,
  say: Say,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haechi-copies-'))
  const store = await openStore(
    { dataDir: folder, retentionEveryMs: Number.POSITIVE_INFINITY },
    { log: () => undefined },
  )
  try {
    for (let at = 0; at < count; at += 5000)
      await store.catalogue.add(
        Array.from({ length: Math.min(5000, count - at) }, (_, i) => {
          const views = Array.from({ length: 4 }, () => randomBytes(32).toString('hex'))
          const textures = [0, 1].map((k) => ({
            name: `texture.${k}`,
            hash: randomBytes(32).toString('hex'),
          }))
          return keptItem(at + i, { signature: signatures[(at + i) % signatures.length], views, textures })
        }),
      )
    const start = performance.now()
    const kept = await keepCatalogue(store)
    const seconds = (performance.now() - start) / 1000
    say({
      figure: `${kept.size} items: loaded from the database at start`,
      value: seconds,
      unit: 's',
      reach: null,
      holds: null,
    })
    await kept.stop()
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function memory(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../scripts/build.mjs'
import { glb } from '../src/signals/model3d/glb.fixture.ts'
import { type ItemsAsideOptions, itemsAside } from '../src/signals/model3d/items-aside.ts'
import { READ_LIMITS } from '../src/signals/model3d/read-limits.ts'
import { cube, spoilt } from '../src/signals/model3d/shapes.fixture.ts'
import { ANY_SLOT } from '../src/signals/model3d/slot-profile.ts'

let worker: URL
const open: { end(): Promise<void> }[] = []

beforeAll(async () => {
  worker = pathToFileURL(join(await build(), '../signals/model3d/model3d.worker.js'))
})

afterAll(() => Promise.all(open.map((aside) => aside.end())))

function aside(options: ItemsAsideOptions = {}, built = worker) {
  const made = itemsAside(built, { timeMs: 60_000, ...options }) // however busy the machine is
  open.push(made)
  return made
}

const GOOD = spoilt(cube())
/** So many objects that a small heap cannot hold them; the limits that would refuse them are lifted. */
const KILLER = glb(`{"asset":{"version":"2.0"},"extras":[${'{"a":{}},'.repeat(800_000)}{}]}`)
const LIFTED = { ...READ_LIMITS, jsonContainers: Number.POSITIVE_INFINITY }

test('an item is decided in the thread as beside it', async () => {
  const items = aside()
  const decision = await items.decide(GOOD, ANY_SLOT)
  expect(decision).toMatchObject({ verdict: 'allow', findings: [], figures: { triangles: 12 } })
  expect(GOOD.length).toBeGreaterThan(0) // the caller keeps its bytes
  const pooled = Buffer.from(GOOD)
  expect(await items.decide(pooled, ANY_SLOT)).toEqual(decision)
  expect(pooled.equals(GOOD)).toBe(true)
})

test('an item that kills its reader is held, and the next is decided in a new thread', async () => {
  const items = aside({ heapMb: 24, limits: LIFTED })
  const asked = [GOOD, KILLER, GOOD, KILLER, GOOD].map((bytes) => items.decide(bytes, ANY_SLOT))
  const decisions = await Promise.all(asked)
  expect(decisions.map(({ verdict }) => verdict)).toEqual(['allow', 'hold', 'allow', 'hold', 'allow'])
  expect(decisions[1]!.findings).toMatchObject([{ code: 'reader-died', severity: 'warning' }])
})

test('the limits refuse that item before it can kill', async () => {
  const decision = await aside({ heapMb: 24 }).decide(KILLER, ANY_SLOT)
  expect(decision).toMatchObject({ verdict: 'block', findings: [{ code: 'json-too-large' }] })
})

test('an item that takes too long is held', async () => {
  const decision = await aside({ timeMs: 1 }).decide(GOOD, ANY_SLOT)
  expect(decision).toMatchObject({ verdict: 'hold', findings: [{ code: 'reader-too-slow' }] })
})

test('without a reader no item is allowed', async () => {
  const decision = await aside({}, new URL('file:///none/model3d.worker.js')).decide(GOOD, ANY_SLOT)
  expect(decision).toMatchObject({ verdict: 'hold', findings: [{ code: 'reader-died' }] })
})

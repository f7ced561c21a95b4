import { existsSync, readFileSync } from 'node:fs'
import type { CatalogueIndex } from '../../src/signals/media/copies/catalogue-index.ts'
import { createCatalogueIndex } from '../../src/signals/media/copies/catalogue-index.ts'
import { itemSurface } from '../../src/signals/media/copies/item-surface.ts'
import { shapeSignature } from '../../src/signals/media/copies/shape-signature.ts'
import type { Surface } from '../../src/signals/media/copies/surface.ts'
import { openDecoders } from '../../src/signals/model3d/open-decoders.ts'
import { readItem } from '../../src/signals/model3d/read-item.ts'
import { exactInterval } from '../../src/stats/exact-interval.ts'
import type { Figure } from '../emit.ts'
import { mulberry32 } from '../random.ts'
import { itemFacts, keptItem } from './catalogue.ts'
import { CHANGES, readyToSimplify } from './changes.ts'
import { type Generated, generate } from './generate.ts'
import { joined, type Mesh } from './mesh.ts'
import { sameToTheEye } from './same-to-the-eye.ts'

const MODELS = '/work/shared/data/models3d'
const FILES = ['Knight.glb', 'ShapeCollection.glb', 'cryptovoxels.vrm', 'tshirt_tpose.glb'] as const
/** What no reach was set for: it moves thin parts by more than they are thick. */
const HARD = ['every corner moved by up to 0.2 %']
/** The form of the signature and its bound were chosen on the seeds 1 to 12,000; these are others. */
const FIRST_SEED = 1_000_000
const FOUND = 0.95
/** So many are held with their meshes. */
const MESHES = 1_000
const ONE_IN = 1 / 10_000
/** Similarities from which on an item is called a copy. */
const BOUNDS = [0.5, 0.55, 0.6, 0.7] as const

export type Say = (line: Omit<Figure, 'bench' | 'peer'>) => void

/** Signatures of so many items made in code, and those of real models. */
export interface ShapeWorld {
  /** The first of them; the others can be made again. */
  readonly items: readonly Generated[]
  readonly signatures: readonly (readonly number[])[]
  readonly index: CatalogueIndex
}

export function makeShapes(count: number, say: Say): ShapeWorld {
  const items: Generated[] = []
  const signatures: number[][] = []
  const index = createCatalogueIndex()
  const start = process.cpuUsage().user
  for (let i = 0; i < count; i++) {
    const item = generate(FIRST_SEED + i)
    const signature = shapeSignature([item.mesh])!
    if (i < MESHES) items.push(item)
    signatures.push(signature)
    index.add(keptItem(i, { signature, views: [], textures: [] }))
  }
  const ms = (process.cpuUsage().user - start) / 1000 / count
  index.compact()
  say({
    figure: 'an item made in code and its shape signature',
    value: ms,
    unit: 'CPU ms',
    reach: null,
    holds: null,
  })
  return { items, signatures, index }
}

/** Every change to some of the items: whether the item that was changed is found. */
export async function findChanged(
  { items, signatures, index }: ShapeWorld,
  each: number,
  say: Say,
): Promise<void> {
  await readyToSimplify()
  const real = await realModels()
  real.forEach(({ mesh }, i) => {
    const signature = shapeSignature([mesh])
    index.add(keptItem(signatures.length + i, { signature, views: [], textures: [] }))
  })
  await findReExported(index, signatures.length, say)
  for (const [kind, change] of Object.entries(CHANGES)) {
    const found = BOUNDS.map(() => 0)
    const missed: string[] = []
    const all = [...items.slice(0, each).map(({ mesh, template }) => ({ mesh, name: template })), ...real]
    all.forEach(({ mesh, name }, i) => {
      const changed: Surface = change(mesh, mulberry32(FIRST_SEED + i))
      const target = `item:${i < each ? i : signatures.length + i - each}`
      const near = index.near(itemFacts(shapeSignature(changed)), { most: 6 })
      const { similarity = 0 } = near.find(({ item }) => item === target) ?? {}
      BOUNDS.forEach((least, b) => {
        if (similarity >= least) found[b]!++
      })
      if (similarity < BOUNDS[0]) missed.push(name)
    })
    BOUNDS.forEach((least, b) => {
      const { low, high } = exactInterval(found[b]!, all.length)
      const share = found[b]! / all.length
      const reach = HARD.includes(kind) || b > 0 ? null : FOUND
      say({
        figure: `${kind}: similarity ${least} on, found of ${all.length} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`,
        ...{ value: share, unit: 'share', reach, holds: reach === null ? null : share >= reach },
      })
    })
    if (missed.length > 0) console.error(`copies: ${kind}: missed ${tally(missed)}`)
  }
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
}

/** Real models written anew as glTF with `data:` URIs, with other bytes around the same numbers. */
async function findReExported(index: CatalogueIndex, first: number, say: Say): Promise<void> {
  const parts = { clock: () => performance.now(), decoders: await openDecoders() }
  const files = FILES.filter((name) => existsSync(`${MODELS}/${name}`))
  const found = files.filter((name, i) => {
    const surface = itemSurface(readItem(asGltf(readFileSync(`${MODELS}/${name}`)), parts))
    const near = index.near(itemFacts(shapeSignature(surface)), { most: 6 })
    return near.some(({ item }) => item === `item:${first + i}`)
  }).length
  const share = found / files.length
  say({
    figure: `real models in another container: found of ${files.length}`,
    ...{ value: share, unit: 'share', reach: FOUND, holds: share >= FOUND },
  })
}

function asGltf(glb: Buffer): Uint8Array {
  const length = glb.readUInt32LE(12)
  const json = JSON.parse(glb.toString('utf8', 20, 20 + length))
  const body = glb.subarray(28 + length, 28 + length + json.buffers[0].byteLength)
  json.buffers[0].uri = `data:application/octet-stream;base64,${body.toString('base64')}`
  return new TextEncoder().encode(JSON.stringify(json, null, 2))
}

async function realModels(): Promise<{ name: string; mesh: Mesh }[]> {
  const decoders = await openDecoders()
  return FILES.flatMap((name) => {
    const path = `${MODELS}/${name}`
    if (!existsSync(path)) {
      console.error(`copies: ${path} is missing, it is left out`)
      return []
    }
    const item = readItem(new Uint8Array(readFileSync(path)), { clock: () => performance.now(), decoders })
    const parts = itemSurface(item).map(({ positions, triangles }) => ({
      positions: Float64Array.from(positions),
      triangles: Uint32Array.from(triangles),
    }))
    return [{ name, mesh: joined(parts) }]
  })
}

/** Items that were made by chance, each held against all others: how many are called a copy. */
export function falseShapes({ signatures, index }: ShapeWorld, say: Say): void {
  const count = signatures.length
  for (const least of BOUNDS) {
    let called = 0
    let wrongly = 0
    signatures.forEach((signature, i) => {
      const near = index.near(itemFacts(signature), { most: 20, not: `item:${i}`, least })
      const others = near.map(({ item }) => Number(item.slice(5))).filter((other) => other < count)
      if (others.length > 0) called++
      if (others.some((other) => !sameToTheEye(made(i), made(other)))) wrongly++
    })
    const line = (figure: string, hits: number, reach: number | null): void => {
      const { low, high } = exactInterval(hits, count)
      const range = `95 %: ${low.toExponential(1)} to ${high.toExponential(1)}`
      say({
        figure: `${figure}, similarity ${least} on, ${hits} of ${count} (${range})`,
        ...{ value: hits / count, unit: 'share', reach },
        holds: reach === null ? null : hits / count <= reach,
      })
    }
    line('called a copy of another shape', wrongly, ONE_IN)
    line('the same, chance twins counted too', called, null)
  }
}

function made(i: number): Generated {
  return generate(FIRST_SEED + i)
}

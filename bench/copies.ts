import { loaded, million } from './copies/million.ts'
import { falseShapes, findChanged, makeShapes, type Say } from './copies/shapes.ts'
import { textures } from './copies/textures.ts'
import type { Bench } from './emit.ts'

/** Copies of items: what is found of what a thief does, what is called a copy and is none, and search among a million. */
export const bench: Bench = {
  name: 'copies',
  summary:
    'Copies of 3D items: found of each kind of change, false matches among items made in code, search among 1,000,000',
  async run(emit, { quick }) {
    const say: Say = (line) => emit({ ...line, bench: 'copies', peer: null })
    const world = makeShapes(quick ? 2_000 : 12_000, say)
    await findChanged(world, quick ? 96 : 480, say)
    falseShapes(world, say)
    await textures(
      quick ? { cloths: 1000, photos: 300, changed: 60 } : { cloths: 11_000, photos: 3781, changed: 300 },
      say,
    )
    await million(world.signatures, quick ? 100_000 : 1_000_000, say)
    await loaded(world.signatures, quick ? 20_000 : 1_000_000, say)
  },
}

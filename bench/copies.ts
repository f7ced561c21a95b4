import { loaded, million } from './copies/million.ts'
import { falseShapes, findChanged, makeShapes, type Say } from './copies/shapes.ts'
import { textures } from './copies/textures.ts'
import type { Bench } from './emit.ts'

/** Copies of items: what is found of what a thief does, what is called a copy and is none, and search among a million. */
export const bench: Bench = {
  name: 'copies',
  summary:
    'Copies of 3D items: found of each kind of change, false matches among items made in code, search among 1,000,000',
  parts: ['shapes', 'false', 'textures', 'million', 'load'],
  async run(emit, { quick, part }) {
    const say: Say = (line) => emit({ ...line, bench: 'copies', peer: null })
    const wanted = (...names: string[]): boolean => part === undefined || names.includes(part)
    if (wanted('textures'))
      await textures(
        quick ? { cloths: 1000, photos: 300, changed: 60 } : { cloths: 11_000, photos: 3781, changed: 300 },
        say,
      )
    if (!wanted('shapes', 'false', 'million', 'load')) return
    const world = makeShapes(quick || part === 'million' || part === 'load' ? 2_000 : 12_000, say)
    if (wanted('shapes')) await findChanged(world, quick ? 96 : 480, say)
    if (wanted('false')) falseShapes(world, say)
    if (wanted('million')) await million(world.signatures, quick ? 100_000 : 1_000_000, say)
    if (wanted('load')) await loaded(world.signatures, quick ? 20_000 : 1_000_000, say)
  },
}

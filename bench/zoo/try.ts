import { chanceFrom } from '../../src/stats/chance.ts'
import { BAD, GOOD } from './animals.ts'
import { walk } from './walk.ts'
import { zooWorld } from './world.ts'
const world = zooWorld(1)
for (const make of [...GOOD, ...BAD.flat()]) {
  const random = chanceFrom(5)
  const t = performance.now()
  const w = await walk(make(random), world, random)
  console.log(w.kind.padEnd(30), w.variant.padEnd(7), w.state.padEnd(12), w.got.padEnd(12), w.isUnsafe ? 'UNSAFE' : '', w.by, w.labels, w.says.slice(0, 150), `${(performance.now() - t).toFixed(0)} ms`)
}

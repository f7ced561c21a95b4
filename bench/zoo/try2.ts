import { chanceFrom } from '../../src/stats/chance.ts'
import { BAD, GOOD } from './animals.ts'
import { offline } from './offline.ts'
import { zooWorld } from './world.ts'
const world = zooWorld(1)
for (const make of GOOD) {
  const random = chanceFrom(5)
  const w = await offline(make(random), world, random)
  for (const r of w.results) if (r.verdict !== 'pass') console.log(r.gate, r.verdict, r.says, r.labelsNeeded)
}

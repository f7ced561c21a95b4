// node scripts/run.mjs scripts/seeded-world.ts FILE: starts the world of the browser tests, writes to FILE where it is and
// who is in it, and keeps it until Ctrl-C. `HAECHI_WORLD=FILE npx vitest run test/browser-…` then uses it.
import { writeFileSync } from 'node:fs'
import { startWorld } from '../test/browser-world.fixture.ts'

const file = process.argv[2]
if (file === undefined) {
  console.error('usage: node scripts/run.mjs scripts/seeded-world.ts FILE')
  process.exit(2)
}
const { world, stop } = await startWorld()
writeFileSync(file, JSON.stringify(world, null, 2))
console.log(`${world.url}/sign-in as ${world.people.admin.email} with “${world.password}”`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

import { mkdirSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { awaited } from './browser-await.fixture.ts'
import type { World } from './browser-world.fixture.ts'

/**
 * Waits until no other test file makes versions of the shared world's pack; gives what ends the turn. Who applied in between
 * would be refused, as it should be.
 */
export async function takeTurn(world: World): Promise<() => void> {
  const place = join(dirname(world.logFile), 'turn')
  await awaited(async () => {
    try {
      mkdirSync(place)
      return true
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
      return undefined
    }
  })
  return () => rmdirSync(place)
}

import { readFileSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { HAS_CHROMIUM } from './browser-path.fixture.ts'
import { startWorld, type World } from './browser-world.fixture.ts'

let stop: (() => Promise<void>) | undefined

/** One seeded service for all browser tests: it is read by most, and what others change is their own. */
export async function setup(project: TestProject): Promise<void> {
  if (!HAS_CHROMIUM) return project.provide('world', undefined)
  // While pages are being built: a world that `node scripts/run.mjs scripts/seeded-world.ts FILE` keeps.
  const kept = process.env.HAECHI_WORLD
  if (kept) return project.provide('world', JSON.parse(readFileSync(kept, 'utf8')) as World)
  const started = await startWorld()
  stop = started.stop
  project.provide('world', started.world)
}

export async function teardown(): Promise<void> {
  await stop?.()
}

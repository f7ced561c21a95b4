import { beforeAll, expect, test } from 'vitest'
import { browserTests } from './browser.fixture.ts'
import { type HostileObjects, seedHostile } from './browser-hostile.fixture.ts'

browserTests('hostile content', ({ open, world }) => {
  let hostile: HostileObjects
  beforeAll(async () => {
    hostile = await seedHostile(world())
  })
  test('is there', () => {
    console.log(JSON.stringify(hostile).slice(0, 3000))
    expect(hostile.jobs.length).toBeGreaterThan(10)
    void open
  })
})

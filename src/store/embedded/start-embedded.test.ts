import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotOpen } from '../cannot-open.ts'
import { startEmbedded } from './start-embedded.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'haechi-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([['file'], [join('file', 'below')]])(
  'a data directory in whose way a file stands is refused with the way out: %s',
  async (name) => {
    writeFileSync(join(folder, 'file'), '')
    const opening = startEmbedded(join(folder, name), () => {})
    await expect(opening).rejects.toThrow(CannotOpen)
    await expect(opening).rejects.toThrow(/a file stands in its way\. Choose another --data-dir/)
  },
)

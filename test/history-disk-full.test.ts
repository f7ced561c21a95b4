import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCatalog } from '../src/history/catalog.ts'
import { openExporter } from '../src/history/export-history.ts'
import { type ExportState, runExport } from '../src/history/run-export.ts'
import { CHAT, GIFT, pastDecision, testSource } from '../src/history/source.fixture.ts'
import { strayFiles } from '../src/history/stray-files.ts'
import { until } from './store-tools.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'haechi-history-full-'))
const disk = join(folder, 'disk')
const dir = join(disk, 'history')
let mounted = false
try {
  execFileSync('mkdir', [disk])
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' })
  mounted = true
} catch {} // not allowed here

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

test.skipIf(!mounted)(
  'a full disk is said plainly, leaves nothing half done, and is made up for',
  async () => {
    const types = new Map([CHAT, GIFT].map((type) => [type.name, type]))
    const source = testSource()
    const add = (count: number) => {
      for (let i = 0; i < count; i++) {
        const { decision, event } = pastDecision(Date.now(), 1)
        // Random enough not to be compressed.
        const text = Array.from({ length: 30 }, () => Math.random().toString(36).slice(2)).join('')
        source.decisions.push({ decision, event: { ...event!, data: { text } } })
      }
    }
    const told: string[] = []
    const states: ExportState[] = []
    let stopping = false
    const tell = (level: string, message: string) => void told.push(`${level}: ${message}`)
    const parts = {
      ...{ dir, source, tell },
      clock: { now: () => Date.now() },
      types: () => types,
      typesOf: async () => types,
    }
    const open = () => openExporter(parts, { minFreeBytes: 0 })
    add(100)
    const running = runExport(
      {
        open,
        clock: { now: () => Date.now() },
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 50))),
        stopping: () => stopping,
        tell,
        state: (state) => void states.push(state),
        rest: () => undefined,
      },
      { everyMs: 50 },
    )
    await until(() => states.at(-1)?.held === 100)
    try {
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(8_000_000))
    } catch {} // as much as there is room for
    add(20_000)
    await until(() => states.at(-1)?.trouble !== undefined)
    const catalog = readCatalog(dir)!
    expect(catalog.files.reduce((sum, { rows }) => sum + rows, 0)).toBe(100)
    expect(strayFiles(dir, catalog)).toEqual([])
    unlinkSync(join(disk, 'ballast'))
    // Not all of it fits even now; what is dropped from the source makes it fit.
    source.decisions.length = 3000
    await until(() => states.at(-1)?.held === 3000)
    stopping = true
    await running
    expect(told).toEqual([
      'warn: The history cannot be exported: the disk of its folder is full; make room on it. Screening goes on, and the export catches up later.',
      'info: The history is exported again.',
    ])
    expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([])
  },
)

import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openExporter } from '../src/history/export-history.ts'
import { CHAT } from '../src/history/source.fixture.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openHistorySource } from '../src/store/open-history-source.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Emit } from './emit.ts'
import { below, cpuMs } from './haechi-process.ts'

/** What it costs to export a decision: CPU of this thread and of Postgres, for decisions that wait in the database. */
export async function benchExport(emit: Emit, decisions: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-export-'))
  chmodSync(folder, 0o755)
  const store = await openStore({ dataDir: folder }, { log: () => undefined })
  // A store that closes keeps no process alive.
  const awake = setInterval(() => {}, 1000)
  try {
    const entry = (i: number) =>
      entryOf(`e-${i}`, {
        fired: i % 20 === 0,
        text: `a message, number ${i}, with some more words in it`,
        actor: `account:u${(i * 7919) % 50_000}`,
      })
    for (let i = 0; i < decisions; i += 2000)
      await Promise.all(Array.from({ length: 2000 }, (_, k) => store.decisions.append(entry(i + k))))
    const source = await openHistorySource(store.connection)
    const types = new Map([[CHAT.name, CHAT]])
    const exporter = await openExporter({
      ...{ dir: join(folder, 'history'), source },
      clock: { now: () => Date.now() },
      types: () => types,
      typesOf: async () => types,
      tell: () => undefined,
    })
    const server = below(store.serverPid()!)
    const before = process.cpuUsage()
    const serverBefore = cpuMs(server)
    let rows = 0
    for (;;) {
      const round = await exporter.round()
      rows += round.rows
      if (!round.more) break
    }
    const { user, system } = process.cpuUsage(before)
    const base = { bench: 'history', peer: null, unit: 'µs/decision', reach: null, holds: null }
    emit({ ...base, figure: 'export, its own CPU', value: (user + system) / rows })
    emit({ ...base, figure: "export, Postgres' CPU", value: ((cpuMs(server) - serverBefore) * 1000) / rows })
    await source.close()
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
    clearInterval(awake)
  }
}

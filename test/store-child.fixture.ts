// A Haechi reduced to its store, for tests that kill it. Arguments: data directory, `hold`, `load` or `labels`.

import { createLabelState } from '../src/engine/label-state.ts'
import { entryOf, labelling } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'

const [dataDir, what] = process.argv.slice(2) as [string, string]
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
try {
  const store = await openStore({ dataDir }, { log: () => undefined })
  say({ open: store.postgresVersion, server: store.serverPid(), uid: process.getuid!() })
  process.once('SIGTERM', () => void store.close().then(() => process.exit(0)))
  setInterval(() => undefined, 1000)
  for (let i = 0; what === 'load'; ) {
    const batch = Array.from({ length: 50 }, () => entryOf(`child-${i++}`, { fired: i % 10 === 0 }))
    await Promise.all(
      batch.map(async (entry) => {
        const { kind } = await store.decisions.append(entry)
        say({ [kind]: entry.decision.decision, event: entry.decision.eventId })
      }),
    )
  }
  const state = createLabelState()
  for (let i = 0; what === 'labels'; ) {
    const batch = Array.from({ length: 50 }, () => labelling(`child-${i}`, i++))
    await Promise.all(
      batch.map(async (entry) => {
        const applied = state.applyEffects(entry.decision)
        await store.decisions.append({ ...entry, ...(applied && { labels: applied.changes }) })
        if (applied) state.settle(applied)
        say({ stored: entry.decision.decision, changes: applied?.changes ?? [] })
      }),
    )
  }
} catch (fault) {
  say({ failed: (fault as Error).name, message: (fault as Error).message })
  process.exit(1)
}

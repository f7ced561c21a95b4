// An exporter in a process of its own, for tests that kill it. Arguments: database URL, history folder.

import { systemClock } from '../src/core/clock.ts'
import { openExporter } from '../src/history/export-history.ts'
import { CHAT } from '../src/history/source.fixture.ts'
import { openHistorySource } from '../src/store/open-history-source.ts'

const [url, dir] = process.argv.slice(2) as [string, string]
const source = await openHistorySource({ connectionString: url })
const parts = {
  dir,
  source,
  clock: systemClock,
  types: () => new Map([[CHAT.name, CHAT]]),
  typesOf: async () => new Map([[CHAT.name, CHAT]]),
  tell: (level: string, message: string) => void process.stdout.write(`${level} ${message}\n`),
}
// Rounds and files are small, so that a kill at any moment may hit any step.
const options = {
  roundRows: 60,
  pageRows: 20,
  graceMs: 0,
  upkeep: { filesPerTier: 3, largeRows: 900, mostRows: 2000 },
}
const exporter = await openExporter(parts, options)
for (;;) {
  const { rows, more } = await exporter.round()
  if (rows > 0) process.stdout.write('round\n')
  await exporter.tidy()
  if (!more) await new Promise((resolve) => setTimeout(resolve, 5))
}

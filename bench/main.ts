import type { Bench, Emit, Figure } from './emit.ts'

/** Every bench, loaded only when it is asked for: some start a database. */
const BENCHES: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  decide: () => import('./decide.ts'),
  path: () => import('./whole-path.ts'),
  backtest: () => import('./backtest.ts'),
  text: () => import('./text.ts'),
  chat: () => import('./chat.ts'),
  evasion: () => import('./text-evasion.ts'),
  filters: () => import('./text-filters.ts'),
  models: () => import('./text-models.ts'),
  learner: () => import('./text-learner.ts'),
  evaded: () => import('./evaded-models.ts'),
  learn: () => import('./lab-learn.ts'),
  lab: () => import('./lab-run.ts'),
  rollback: () => import('./rollback.ts'),
  zoo: () => import('./zoo/bench.ts'),
  extract: () => import('./text-extract.ts'),
  language: () => import('./text-language.ts'),
  near: () => import('./text-near.ts'),
  datasets: () => import('./datasets.ts'),
  counters: () => import('./counters.ts'),
  apply: () => import('./apply.ts'),
  http: () => import('./http.ts'),
  batch: () => import('./batch.ts'),
  memory: () => import('./memory.ts'),
  growth: () => import('./growth.ts'),
  jobs: () => import('./jobs.ts'),
  labels: () => import('./labels.ts'),
  overview: () => import('./overview.ts'),
  rules: () => import('./rules.ts'),
  webhooks: () => import('./webhooks.ts'),
  quality: () => import('./quality.ts'),
  history: () => import('./history.ts'),
  investigate: () => import('./investigate.ts'),
  intake: () => import('./intake.ts'),
  review: () => import('./console-review.ts'),
  load: () => import('./console-load.ts'),
  grid: () => import('./console-grid.ts'),
  axe: () => import('./console-axe.ts'),
  pdq: () => import('./pdq.ts'),
  'hash-index': () => import('./hash-index.ts'),
  banks: () => import('./banks.ts'),
  flood: () => import('./flood.ts'),
  items: () => import('./items.ts'),
  render: () => import('./render.ts'),
  copies: () => import('./copies.ts'),
  ocr: () => import('./ocr.ts'),
  'known-videos': () => import('./known-videos.ts'),
  video: () => import('./video.ts'),
  silhouette: () => import('./silhouette.ts'),
  looks: () => import('./item-looks.ts'),
  'image-models': () => import('./image-models.ts'),
  'image-head': () => import('./image-head.ts'),
}

const OPTIONS = ['--json', '--quick', '--list', '--with-peer', '--part']

const USAGE =
  'usage: npm run bench -- NAME... [--json] [--quick] [--with-peer] [--part PART]\n       npm run bench -- --list'

async function main(given: readonly string[]): Promise<number> {
  const partAt = given.indexOf('--part')
  const part = partAt < 0 ? undefined : given[partAt + 1]
  const args = given.filter((_, i) => partAt < 0 || i !== partAt + 1)
  const names = args.filter((arg) => !arg.startsWith('--'))
  const strange = args.find((arg) => arg.startsWith('--') && !OPTIONS.includes(arg))
  if (strange !== undefined) {
    console.error(`Unknown option ${strange}\n${USAGE}`)
    return 2
  }
  if (args.includes('--list')) {
    for (const load of Object.values(BENCHES)) {
      const { bench } = await load()
      console.log(`${bench.name.padEnd(8)} ${bench.summary}`)
    }
    return 0
  }
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name))
  if (names.length === 0 || unknown !== undefined) {
    const known = Object.keys(BENCHES).join(', ')
    console.error(`${unknown === undefined ? USAGE : `Unknown bench "${unknown}"`}\nThere are: ${known}`)
    return 2
  }
  for (const name of names) {
    const { parts = [] } = (await BENCHES[name]!()).bench
    if (partAt < 0 || (part !== undefined && parts.includes(part))) continue
    console.error(`The bench ${name} has ${parts.length > 0 ? `the parts ${parts.join(', ')}` : 'no parts'}`)
    return 2
  }
  const json = args.includes('--json')
  const emit: Emit = (figure) => console.log(json ? JSON.stringify(figure) : row(figure))
  if (!json)
    console.log(
      `${'bench'.padEnd(8)} ${'figure'.padEnd(58)} ${'value'.padStart(14)} ${'unit'.padEnd(16)} reach`,
    )
  for (const name of names) {
    const { bench } = await BENCHES[name]!()
    await bench.run(emit, {
      ...{ quick: args.includes('--quick'), withPeer: args.includes('--with-peer') },
      ...(part === undefined ? {} : { part }),
    })
  }
  return 0
}

function row(line: Figure): string {
  const name = line.peer === null ? line.figure : `${line.figure} [${line.peer}]`
  const value = line.value.toLocaleString('en-US', { maximumFractionDigits: 3 })
  const reach =
    line.reach === null ? '' : `${line.reach.toLocaleString('en-US')} ${line.holds ? 'holds' : 'MISSED'}`
  return `${line.bench.padEnd(8)} ${name.padEnd(58)} ${value.padStart(14)} ${line.unit.padEnd(16)} ${reach}`
}

// Set, not exit: what is still being written to a pipe must get through.
process.exitCode = await main(process.argv.slice(2))

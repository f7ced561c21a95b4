import { spawn } from 'node:child_process'
import { cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from '../scripts/build.mjs'
import type { BacktestReport } from '../src/backtest/report/report.ts'
import type { Bench, Emit } from './emit.ts'
import { HISTORY_START, HISTORY_WORLD, historyWorld } from './history-world.ts'
import { randomOf } from './rule-world.ts'

const DAY_MS = 86_400_000
const CONDITION = `has(data.account_created) && account_age < duration('168h') && has(data.minors_present) && data.minors_present && event.world == 'plaza'`
const COUNTERS = `sent_10m: { count: true, by: actor, on: [chat.message, direct.message], window: 10m }
people_10m: { distinct: target, by: actor, on: [chat.message, direct.message], window: 10m }
rate_5m: { rate: 1m, by: actor, on: [chat.message, direct.message], window: 5m }
`
const ASKED = ['sent_10m > 3', 'people_10m > 2', 'rate_5m > 0.5']
const WORDS = ['free', 'gems', 'gift', 'trade', 'hello', '안녕', '선물', 'room', 'coins', 'party']

export const bench: Bench = {
  name: 'backtest',
  summary:
    'haechi backtest as a whole process over 10,000,000 events: one rule, 50, 50 with counters, the starter pack',
  async run(emit, { quick }) {
    await build()
    const events = quick ? 1_000_000 : 10_000_000
    const dir = await historyWorld({ events })
    const packs = mkdtempSync(join(tmpdir(), 'haechi-bench-backtest-'))
    try {
      const stateless = writePack(join(packs, 'stateless'), false)
      const counted = writePack(join(packs, 'counted'), true)
      const scale = events / 10_000_000
      const one = ['--pack', stateless, '--on', 'chat.message', '--when', CONDITION]
      await measure(emit, 'one rule of 5 conditions', dir, one, 1 * scale)
      const tenfold = repeatHistory(dir, 10)
      try {
        await measure(emit, 'one rule, ten times as many events', tenfold, one, null, quick ? 100 : 10)
      } finally {
        rmSync(tenfold, { recursive: true, force: true })
      }
      await measure(emit, '50 rules', dir, [stateless], 12 * scale)
      await measure(emit, '50 rules and 3 counters', dir, [counted], 30 * scale)
      await measure(emit, 'the starter pack', dir, ['starter'], 60 * scale)
      await measure(emit, 'the starter pack, one thread', dir, ['starter', '--threads', '1'], null)
    } finally {
      rmSync(packs, { recursive: true, force: true })
    }
  },
}

/** The same history several times over: each file under further names, with the same bytes. Returns its folder. */
function repeatHistory(dir: string, times: number): string {
  const repeated = `${dir}-times-${times}`
  rmSync(repeated, { recursive: true, force: true })
  const catalog = JSON.parse(readFileSync(join(dir, 'catalog.json'), 'utf8')) as {
    files: { readonly path: string }[]
  }
  const files = catalog.files.flatMap((file) =>
    Array.from({ length: times }, (_, i) => {
      const path = file.path.replace(/\.parquet$/, `-${i}.parquet`)
      mkdirSync(dirname(join(repeated, path)), { recursive: true })
      linkSync(join(dir, file.path), join(repeated, path))
      return { ...file, path }
    }),
  )
  writeFileSync(join(repeated, 'catalog.json'), JSON.stringify({ ...catalog, files }))
  return repeated
}

/** Runs the command and tells what it says of itself, and the most memory that it held. */
async function measure(
  emit: Emit,
  figure: string,
  dir: string,
  asked: readonly string[],
  reachS: number | null,
  /** So many times this is a thousand million events. */
  extrapolated?: number,
): Promise<void> {
  const to = HISTORY_START + (HISTORY_WORLD.days + 1) * DAY_MS
  const span = ['--from', new Date(HISTORY_START).toISOString(), '--to', new Date(to).toISOString()]
  const child = spawn(
    process.execPath,
    ['bin/haechi.mjs', 'backtest', ...asked, ...span, '--data', dir, '--json', '--examples', '5'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let peakKb = 0
  const looking = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
    } catch {}
  }, 50)
  let text = ''
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(looking)
  if (code !== 0) throw new Error(`haechi backtest ended with ${code} for: ${figure}`)
  const { cost, covered } = JSON.parse(text) as BacktestReport
  if (covered.events < 1000) throw new Error(`The bench judged ${covered.events} events only`)
  const line = (what: string, value: number, unit: string, reach: number | null) =>
    emit({
      ...{ bench: 'backtest', figure: `${figure}${what}`, value, unit, reach, peer: null },
      holds: reach === null ? null : value <= reach,
    })
  line('', cost.wallMs / 1000, 's', reachS)
  line(', CPU', cost.cpuMs / 1000, 'CPU-s', null)
  if (extrapolated !== undefined)
    line(
      `, and ${extrapolated} times that: 1,000,000,000 events`,
      (extrapolated * cost.wallMs) / 1000,
      's',
      60,
    )
  line(', most memory', peakKb / 1024, 'MB', 2048)
}

/** The starter's events and policies with 50 rules of about five conditions, the first ones with counters. */
function writePack(dir: string, withCounters: boolean): string {
  cpSync('starter', dir, { recursive: true })
  for (const path of ['rules', 'tests', 'counters.yaml'])
    rmSync(join(dir, path), { recursive: true, force: true })
  if (withCounters) writeFileSync(join(dir, 'counters.yaml'), COUNTERS)
  const random = randomOf(31)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const rules = Array.from({ length: 50 }, (_, i) => {
    const chat = i % 2 === 0
    const parts = [
      `has(data.account_created) && account_age < duration('${24 * (1 + Math.floor(random() * 60))}h')`,
      `size(text) > ${5 + Math.floor(random() * 30)}`,
      chat
        ? `has(data.minors_present) && ${random() < 0.5 ? '' : '!'}data.minors_present`
        : `has(data.friends) && ${random() < 0.5 ? '' : '!'}data.friends`,
      `event.world ${random() < 0.5 ? '==' : '!='} '${pick(['plaza', 'school', 'studio', 'arcade'])}'`,
      `text.contains('${pick(WORDS)}')`,
    ]
    if (withCounters && i < 6) parts.push(ASKED[i % 3]!)
    const when = parts.join(' && ').replaceAll("'", "''")
    return `- id: bench.r${i}\n  policy: inauthentic.spam\n  on: ${chat ? 'chat.message' : 'direct.message'}\n  when: '${when}'\n  then: { verdict: nudge }\n`
  })
  mkdirSync(join(dir, 'rules'))
  writeFileSync(join(dir, 'rules', 'bench.yaml'), rules.join(''))
  return dir
}

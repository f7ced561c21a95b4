import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkPack } from '../src/pack/check-pack.ts'
import { BEYOND, type MistakeProbe, TWELVE } from '../src/pack/mistakes.fixture.ts'
import type { PackFiles } from '../src/pack/pack.ts'
import { frameOf } from '../src/rules/condition.fixture.ts'
import { evaluate } from '../src/rules/evaluate.ts'
import type { Emit } from './emit.ts'
import { makeRules, writePack } from './rule-world.ts'

/** As in the bench `decide`: rules narrow enough that 10,000 of them fire now and then. */
const CHANCE = 0.02

/** What `haechi check` and `haechi test` take, and what check finds. */
export async function ruleChecks(emit: Emit, quick: boolean): Promise<void> {
  const line = (
    figure: string,
    value: number,
    unit: string,
    reach: number | null = null,
    below = true,
  ): void =>
    emit({
      ...{ bench: 'rules', figure, value, unit, reach, peer: null },
      holds: reach === null ? null : below ? value <= reach : value >= reach,
    })
  const rounds = quick ? 3 : 7

  // 1. Mistakes.
  line('static mistakes found, of twelve kinds', TWELVE.filter(isFound).length, 'kinds', 12, false)
  line(
    `kinds found beyond those, of ${BEYOND.length}`,
    BEYOND.filter(isFound).length,
    'kinds',
    BEYOND.length,
    false,
  )
  line('(a+)+$: a letter of 10,000 against one of 1,000', letterCost(10_000) / letterCost(1_000), 'ratio', 3)

  // 2. Rules in number. The program is built before it is timed.
  await haechi('--version')
  for (const count of [1_000, 10_000]) {
    const files = writePack(makeRules(count, 5, CHANCE))
    const shown = count.toLocaleString('en-US')
    line(
      `check of ${shown} rules, in process`,
      median(rounds, () => cpuMs(() => void sound(files))),
      'CPU ms',
    )
    const dir = written(files)
    const wall = await medianOf(rounds, () => haechi('check', dir))
    line(`haechi check of ${shown} rules, the whole process`, wall, 'ms', count === 1_000 ? 2_000 : null)
    rmSync(dir, { recursive: true })
  }

  // 3. The starter pack.
  line('haechi check of the starter pack', await medianOf(rounds, () => haechi('check', 'starter')), 'ms')
  line(
    "haechi test: the starter pack's own tests",
    await medianOf(rounds, () => haechi('test', 'starter')),
    'ms',
  )
  const covered = await medianOf(rounds, () => haechi('test', 'starter', '--coverage'))
  line('… with coverage', covered, 'ms')
}

/** Told at its place; or, where it can do no harm, accepted without a word. */
function isFound({ files, code, at }: MistakeProbe): boolean {
  const { diagnostics } = checkPack(files)
  if (code === 'harmless') return diagnostics.length === 0
  return diagnostics.some((one) => one.code === code && `${one.place.file}:${one.place.line}` === at)
}

/** CPU time of the catastrophic pattern for each letter of a text that it does not match. */
function letterCost(letters: number): number {
  const probe = TWELVE.find(({ kind }) => kind === 'catastrophic regex')!
  const rule = checkPack(probe.files).pack!.rules.find(({ id }) => id === 'more')!
  const ir = rule.irs.get('chat.message')!
  const frame = frameOf({ data: { text: `${'a'.repeat(letters - 1)}!` } })
  const again = 2_000_000 / letters
  return (
    median(5, () =>
      cpuMs(() => {
        for (let i = 0; i < again; i++) evaluate(ir, frame)
      }),
    ) /
    (letters * again)
  )
}

function sound(files: PackFiles): void {
  const { pack, diagnostics } = checkPack(files)
  if (pack === undefined) throw new Error(`The bench's pack is wrong: ${JSON.stringify(diagnostics[0])}`)
}

/** A folder with these files. */
function written(files: PackFiles): string {
  const dir = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}

/** Runs the program as a user does, and gives the time by the clock. Rejects unless it ends well. */
async function haechi(...args: readonly string[]): Promise<number> {
  const started = performance.now()
  await new Promise<void>((resolve, reject) => {
    const most = { maxBuffer: 64 * 1_048_576 }
    execFile(process.execPath, ['bin/haechi.mjs', ...args], most, (fault) =>
      fault ? reject(fault) : resolve(),
    )
  })
  return performance.now() - started
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function median(rounds: number, measure: () => number): number {
  const all = Array.from({ length: rounds }, measure).sort((a, b) => a - b)
  return all[rounds >> 1]!
}

async function medianOf(rounds: number, measure: () => Promise<number>): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < rounds; i++) all.push(await measure())
  return all.sort((a, b) => a - b)[rounds >> 1]!
}

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './emit.ts'
import { startHaechi } from './haechi-process.ts'
import { labCsv, labRows } from './lab-rows.ts'
import { dataDir } from './text-tasks.ts'

interface Line {
  readonly step?: string
  readonly seconds: number
  readonly state: string
}

const SHARED = [
  ['beep', 'beep/train.tsv', '--label', 'hate'],
  ['davidson', 'davidson/train.jsonl'],
  ['curse_ko', 'curse-ko/train.jsonl'],
  ['unsmile', 'unsmile/unsmile_train_v1.0.tsv'],
] as const

/** One command, as a user gives it: the lines that it prints, and how long it took in all, the start of Node included. */
function labRun(
  { url, key }: { url: string; key: string },
  ...args: readonly string[]
): Promise<{ lines: Line[]; seconds: number; code: number }> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['bin/haechi.mjs', 'lab', 'run', ...args, '--json'], {
    env: { ...process.env, HAECHI_URL: url, HAECHI_KEY: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString()
  })
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      const lines = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line)
      resolve({ lines, seconds: (performance.now() - begun) / 1000, code: code ?? 1 })
    })
  })
}

/** From labelled rows to a model in shadow, by one command. */
export const bench: Bench = {
  name: 'lab',
  summary: 'seconds from a CSV to a model in shadow, and from new labels to one that is certified anew',
  async run(emit, { quick }) {
    const count = quick ? 5000 : 25_000
    const dir = mkdtempSync(join(tmpdir(), 'haechi-bench-lab-'))
    const haechi = await startHaechi()
    const tell = (figure: string, value: number, unit: string, reach: number | null = null) =>
      emit({
        ...{ bench: 'lab', figure, peer: null, value, unit, reach },
        holds: reach === null ? null : value <= reach,
      })
    try {
      const rows = labRows(count + 500)
      const first = join(dir, 'rows.csv')
      const second = join(dir, 'more.csv')
      writeFileSync(first, labCsv(rows.slice(0, count)))
      writeFileSync(second, labCsv(rows))
      const cold = await labRun(haechi, 'bench_chat', '--data', first)
      for (const { step, seconds } of cold.lines)
        if (step !== undefined) tell(`${count} rows: ${step}`, seconds, 's')
      tell(`${count} rows: one command, to ${cold.lines.at(-1)?.state}`, cold.seconds, 's', quick ? null : 60)
      const warm = await labRun(haechi, 'bench_chat', '--data', second)
      for (const { step, seconds } of warm.lines)
        if (step !== undefined) tell(`500 labels more, warm: ${step}`, seconds, 's')
      tell(`500 labels more, warm: to ${warm.lines.at(-1)?.state}`, warm.seconds, 's', quick ? null : 10)
      for (const [name, file, ...more] of SHARED) {
        const path = join(dataDir, file)
        if (!existsSync(path)) {
          console.error(`${name}: ${path} is not there; left out`)
          continue
        }
        const ran = await labRun(haechi, name, '--data', path, ...more)
        tell(`${name}: one command, to ${ran.lines.at(-1)?.state}`, ran.seconds, 's', quick ? null : 60)
      }
    } finally {
      await haechi.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { evaluate } from '../src/lab/text/evaluate.ts'
import { evaluateTextModel } from '../src/lab/text/evaluate-text-model.ts'
import { fitTextModel } from '../src/lab/text/fit-text-model.ts'
import { hasLabels } from '../src/lab/text/label-table.ts'
import { serveTextModel } from '../src/signals/text-model/serve-text-model.ts'
import { loadTextModel } from '../src/signals/text-model/text-model.ts'
import { writeModel } from '../src/signals/text-model/write-model.ts'
import type { Bench, Emit, Figure } from './emit.ts'
import { dataDir, type TextTask, textTasks } from './text-tasks.ts'

/** What is set out to be reached on the held-out tests, which are not here; the dev split is harder or easier. */
const TRAIN_REACH_S = 10
const RATE_REACH = 1.5
const MEGABYTES_REACH = 3

export const bench: Bench = {
  name: 'learner',
  summary:
    'text models: macro-F1, training, documents a second and size on six tasks, beside fastText and scikit-learn',
  async run(emit, { quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'haechi-learner-'))
    try {
      run(emit, quick, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

type Line = (
  figure: string,
  value: number,
  unit: string,
  reach?: number,
  below?: boolean,
  peer?: string,
) => void

function run(emit: Emit, quick: boolean, folder: string): void {
  const line: Line = (figure, value, unit, reach, below = false, peer) => {
    const holds = reach === undefined ? null : below ? value <= reach : value >= reach
    emit({
      bench: 'learner',
      figure,
      value,
      unit,
      reach: reach ?? null,
      holds,
      peer: peer ?? null,
    } satisfies Figure)
  }
  const peers = quick ? [] : installedPeers()
  let seconds = 0
  let missing = 0
  for (const { name, task } of textTasks()) {
    if (!task) {
      console.error(
        `learner: ${name} is left out: its data is not in ${dataDir} (HAECHI_BENCH_DATA names another folder)`,
      )
      missing++
      continue
    }
    const theirs = peers.map((peer) => ({ peer, ...runPeer(peer, task, folder) }))
    const best = (key: 'macro_f1' | 'lrap') =>
      theirs.length === 0 ? undefined : Math.max(...theirs.map((their) => 100 * (their[key] ?? 0)))
    const fasttext = theirs.find(({ peer }) => peer === 'fasttext')
    const ours = measure(task, quick)
    seconds += ours.trainSeconds
    line(`${name}: macro-F1 on the dev split`, 100 * ours.macroF1, '%', best('macro_f1'))
    if (ours.lrap !== null)
      line(`${name}: label-ranking average precision`, 100 * ours.lrap, '%', best('lrap'))
    line(`${name}: calibration error`, 100 * ours.calibrationError, 'points')
    line(`${name}: training`, ours.trainSeconds, 'CPU-s')
    line(`${name}: scoring`, ours.rate, 'docs/CPU-s', fasttext && RATE_REACH * fasttext.docs_per_cpu_s)
    line(`${name}: files`, ours.megabytes, 'MB', MEGABYTES_REACH, true)
    for (const their of theirs) {
      line(`${name}: macro-F1 on the dev split`, 100 * their.macro_f1, '%', undefined, false, their.peer)
      if (their.lrap !== null)
        line(`${name}: label-ranking average precision`, 100 * their.lrap, '%', undefined, false, their.peer)
      line(`${name}: training`, their.train_cpu_s, 'CPU-s', undefined, false, their.peer)
      line(`${name}: scoring`, their.docs_per_cpu_s, 'docs/CPU-s', undefined, false, their.peer)
      line(`${name}: files`, their.megabytes, 'MB', undefined, false, their.peer)
    }
  }
  hateCheck(line)
  if (missing === 0) line('training, the six tasks together', seconds, 'CPU-s', TRAIN_REACH_S, true)
}

/** The starter model of English against HateCheck (P. Röttger et al., ACL 2021), a test that nothing is trained on. */
function hateCheck(line: Line): void {
  const path = join(dataDir, 'hatecheck/test_suite_cases.csv')
  if (!existsSync(path)) {
    console.error(`learner: HateCheck is left out: ${path} is not there`)
    return
  }
  const model = loadTextModel(fileURLToPath(new URL('../../starter/models/abuse_en', import.meta.url)))
  const map = new Map([
    ['hate', 'hateful'],
    ['offensive', 'non-hateful'],
    ['neither', 'non-hateful'],
  ])
  const { accuracy, groups } = evaluateTextModel(model, readHateCheck(readFileSync(path, 'utf8')), map)
  line('HateCheck, abuse_en: right', 100 * (accuracy?.value ?? 0), '%')
  for (const { group, accuracy: right } of groups)
    line(`HateCheck, abuse_en: ${group}`, 100 * (right?.value ?? 0), '%')
}

/** The columns functionality (1), test_case (3) and label_gold (4); only the texts are quoted. */
function readHateCheck(text: string) {
  return text
    .split('\n')
    .slice(1)
    .filter((row) => row !== '')
    .map((row) => {
      const [, group = '', , quoted, plain = '', label = ''] =
        row.match(/^\d*,([^,]*),(\d+),(?:"((?:[^"]|"")*)"|([^,]*)),([^,]*)/) ?? []
      return { text: quoted?.replaceAll('""', '"') ?? plain, labels: [label], group }
    })
}

function measure(task: TextTask, quick: boolean) {
  const begun = process.cpuUsage()
  const { parts } = fitTextModel({ name: task.name, rows: task.train, multiLabel: task.multiLabel })
  const trainSeconds = secondsSince(begun)
  const files = writeModel(parts)
  const model = serveTextModel({ ...parts, version: '' })
  const count = model.labels.length
  const scores = new Float32Array(task.dev.length * count)
  const scoreAll = () =>
    task.dev.forEach(({ text }, row) => {
      model.score(text, scores.subarray(row * count, (row + 1) * count))
    })
  scoreAll()
  const result = evaluate(
    {
      labels: model.labels,
      multiLabel: model.multiLabel,
      rows: task.dev.length,
      has: hasLabels(task.dev, model.labels),
    },
    scores,
    parts,
  )
  return {
    macroF1: result.macroF1,
    lrap: result.lrap,
    calibrationError: result.calibrationError,
    trainSeconds,
    rate: task.dev.length * timesPerSecond(quick ? 0.3 : 1, scoreAll),
    megabytes: (files.weights.length + files.json.length) / 1e6,
  }
}

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

/** How often a CPU-second runs a function; the median of five after a warm-up. */
function timesPerSecond(seconds: number, run: () => void): number {
  for (let i = 0; i < 5; i++) run()
  const rates = Array.from({ length: 5 }, () => {
    const begun = process.cpuUsage()
    let times = 0
    do {
      run()
      times++
    } while (secondsSince(begun) < seconds / 5)
    return times / secondsSince(begun)
  })
  return rates.sort((a, b) => a - b)[2]!
}

interface PeerResult {
  readonly macro_f1: number
  readonly lrap: number | null
  readonly train_cpu_s: number
  readonly docs_per_cpu_s: number
  readonly megabytes: number
}

const PYTHON = '/usr/bin/python3'
const SCRIPT = fileURLToPath(new URL('../../bench/text-peers.py', import.meta.url))

/** Which peers can run; says what is missing, and how to get it. */
function installedPeers(): string[] {
  if (spawnSync(PYTHON, ['-c', 'import sklearn']).status !== 0) {
    console.error(
      'learner: no peers: scikit-learn is not installed (apt-get install python3-sklearn fasttext)',
    )
    return []
  }
  if (spawnSync('fasttext', []).error === undefined) return ['sklearn', 'fasttext']
  console.error('learner: fastText is left out: it is not installed (apt-get install fasttext)')
  return ['sklearn']
}

function runPeer(peer: string, task: TextTask, folder: string): PeerResult {
  const write = (side: 'train' | 'dev') => {
    const path = join(folder, `${side}.jsonl`)
    writeFileSync(path, task[side].map((row) => `${JSON.stringify(row)}\n`).join(''))
    return path
  }
  const args = [SCRIPT, peer, write('train'), write('dev'), task.multiLabel ? '1' : '0', folder]
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  return JSON.parse(execFileSync(PYTHON, args, { env, encoding: 'utf8' })) as PeerResult
}

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A labelled text of a task. */
export interface TaskRow {
  readonly text: string
  readonly labels: readonly string[]
}

/** One of the labelled sets, cut into train and dev by the hash of each text, so that equal texts stay together. */
export interface TextTask {
  readonly name: string
  readonly multiLabel: boolean
  readonly train: readonly TaskRow[]
  readonly dev: readonly TaskRow[]
}

interface Source {
  readonly name: string
  readonly file: string
  readonly multiLabel: boolean
  read(text: string): TaskRow[]
}

/** Where the shared data lies: beside the repository, or where HAECHI_BENCH_DATA says. */
export const dataDir =
  process.env.HAECHI_BENCH_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

const SOURCES: readonly Source[] = [
  { name: 'unsmile', file: 'unsmile/unsmile_train_v1.0.tsv', multiLabel: true, read: oneHot(10) },
  { name: 'beep-hate', file: 'beep/train.tsv', multiLabel: false, read: column('comments', 'hate') },
  { name: 'beep-bias', file: 'beep/train.tsv', multiLabel: false, read: column('comments', 'bias') },
  { name: 'davidson', file: 'davidson/train.jsonl', multiLabel: false, read: jsonl },
  { name: 'kmhas', file: 'kmhas/kmhas_valid.txt', multiLabel: true, read: column('document', 'label') },
  { name: 'curse', file: 'curse-ko/train.jsonl', multiLabel: false, read: jsonl },
]

/** The six tasks; undefined for one whose file is not there. One text in `parts` is dev, chosen by `part`. */
export function textTasks(parts = 5, part = 0): { name: string; task: TextTask | undefined }[] {
  return SOURCES.map((source) => {
    const path = `${dataDir}/${source.file}`
    if (!existsSync(path)) return { name: source.name, task: undefined }
    const train: TaskRow[] = []
    const dev: TaskRow[] = []
    for (const row of source.read(readFileSync(path, 'utf8')))
      (createHash('sha256').update(row.text).digest().readUInt32LE(0) % parts === part ? dev : train).push(
        row,
      )
    return { name: source.name, task: { name: source.name, multiLabel: source.multiLabel, train, dev } }
  })
}

function jsonl(text: string): TaskRow[] {
  return lines(text).map((line) => JSON.parse(line) as TaskRow)
}

function column(textColumn: string, labelColumn: string): (text: string) => TaskRow[] {
  return (text) => {
    const [head = '', ...rows] = lines(text)
    const headings = head.split('\t')
    const [at, of] = [headings.indexOf(textColumn), headings.indexOf(labelColumn)]
    return rows.map((row) => {
      const fields = row.split('\t')
      return { text: fields[at]!, labels: fields[of]!.split(',') }
    })
  }
}

function oneHot(count: number): (text: string) => TaskRow[] {
  return (text) => {
    const [head = '', ...rows] = lines(text)
    const headings = head.split('\t').slice(1, count + 1)
    return rows.map((row) => {
      const [sentence = '', ...flags] = row.split('\t')
      return { text: sentence, labels: headings.filter((_, k) => flags[k] === '1') }
    })
  }
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}

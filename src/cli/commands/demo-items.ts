import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Command } from 'commander'
import { renderItemsReport } from '../../demo/items/items-report.ts'
import { makeItems, makePictures } from '../../demo/items/make-items.ts'
import { knownPicture } from '../../demo/items/paint/known-picture.ts'
import { runItems } from '../../demo/items/run-items.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { statusLine } from '../status-line.ts'
import { wholeNumber } from '../whole-number.ts'
import { writeWhole } from '../write-files.ts'

interface Options extends Common, ConnectOptions {
  readonly good: number
  readonly each: number
  readonly seed: number
  readonly bank?: string
  readonly write?: string
}

/** `haechi demo items` */
export function demoItemsCommand(adapters: CliAdapters): Command {
  const command = new Command('items')
    .description(
      'List made 3D items and profile pictures, good ones and ones that break rules, and count which are caught, by which rule.',
    )
    .option('--good <N>', 'good items, and as many good profile pictures', wholeNumber(0, 10_000), 22)
    .option('--each <N>', 'bad ones of each kind', wholeNumber(0, 1_000), 2)
    .option('--seed <N>', 'the same seed makes the same items', wholeNumber(0, 0xffffffff), 1)
    .option('--bank <NAME>', 'first put the hash of the picture that stands for known harm into this bank')
    .option('--write <DIR>', 'write the files into a folder instead of sending them')
  return act<Options>(withConnection(command), adapters, (_, options) =>
    options.write === undefined ? send(adapters, options) : write(adapters, options, options.write),
  )
}

async function send(adapters: CliAdapters, { good, each, seed, bank, json, ...connection }: Options) {
  const client = connect(adapters, connection)
  const status = statusLine(adapters.stderr)
  const known = bank === undefined ? undefined : { bank, pdq: await pdqOfKnown() }
  const report = await interruptible(adapters, (signal) =>
    runItems(
      { good, each, seed, known, signal },
      {
        client,
        now: () => adapters.clock.now(),
        sleep: (ms) => setTimeout(ms),
        report: (done, all) => status.show(`${done} of ${all} listed`),
      },
    ),
  ).finally(() => status.clear())
  await adapters.stdout.write(json ? `${JSON.stringify(report)}\n` : renderItemsReport(report))
  return report.stopped ? 'interrupted' : 'ok'
}

async function pdqOfKnown(): Promise<string> {
  const { pdqDihedral } = await import('../../signals/hash/pdq-hash.ts')
  return pdqDihedral({ ...knownPicture(), channels: 4 })[0]!.hash
}

async function write(adapters: CliAdapters, { good, each, seed, json }: Options, dir: string) {
  const folder = resolve(adapters.cwd, dir)
  const rows: { file: string; kind: string }[] = []
  try {
    await mkdir(folder, { recursive: true })
    for (const { name, kind, bytes } of makePictures(seed, good, each)) {
      await writeWhole(join(folder, `${name}.png`), bytes)
      rows.push({ file: `${name}.png`, kind })
    }
    for (const { name, kind, bytes } of makeItems(seed, good, each)) {
      await writeWhole(join(folder, `${name}.glb`), bytes)
      rows.push({ file: `${name}.glb`, kind })
    }
  } catch (fault) {
    throw new CliFailure(
      'usage',
      `The files cannot be written to ${dir}: is it a folder that you may write to?`,
      fault,
    )
  }
  const text = json ? rows.map((row) => JSON.stringify(row)) : [`${rows.length} files in ${dir}`]
  await adapters.stdout.write(text.map((line) => `${line}\n`).join(''))
  return 'ok' as const
}

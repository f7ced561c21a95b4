import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findPictures } from '../src/cli/lab/picture-folder.ts'
import type { PlacedRow } from '../src/lab/dataset/row.ts'
import { classFigures } from '../src/lab/evaluate/class-figures.ts'
import { trainPictureHead } from '../src/lab/train/train-picture-head.ts'
import { decodeImage } from '../src/signals/image/decode-image.ts'
import { NSFW_ASKED, NSFW_SHA256, nsfwModel } from '../src/signals/image/models/nsfw-model.ts'
import { openImageScorer } from '../src/signals/image/models/open-image-scorer.ts'
import { writePictureText } from '../src/signals/media/picture-text.ts'
import { CLOTHING, clothingIsThere } from './clothing.ts'
import type { Bench, Emit } from './emit.ts'
import { startHaechi } from './haechi-process.ts'

/** A world that lets no footwear and no hats be sold: what violates is made up, the labels are not. */
const HARM = ['hat', 'shoes']
const REACH = { accuracy: 0.74, seconds: 360 } as const

/** A head on the embeddings of photographs of clothing: how well it tells ten classes apart, and how long the whole command takes. */
export const bench: Bench = {
  name: 'image-head',
  summary:
    'a folder of labelled photographs to a model in shadow: accuracy on the published test split, seconds',
  async run(emit, { quick }) {
    if (!clothingIsThere()) {
      console.error(`${CLOTHING} is not there: nothing was measured (HAECHI_CLOTHING_DATA)`)
      return
    }
    await accuracy(emit)
    if (!quick) await command(emit)
  },
}

const tell = (
  emit: Emit,
  figure: string,
  value: number,
  unit: string,
  reach: number | null,
  holds: boolean | null,
) => emit({ bench: 'image-head', figure, value, unit, reach, holds, peer: null })

/** In this process, by the learner of the lab: nothing but the verdicts of gates is told of test rows otherwise. */
async function accuracy(emit: Emit): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'haechi-image-head-'))
  try {
    const file = await nsfwModel(folder)
    const scorer = (await openImageScorer([{ ...NSFW_ASKED, name: 'nsfw', file, runtime: undefined }])).get(
      'nsfw',
    )!
    const { pictures } = (await findPictures('/', CLOTHING))!
    const rows: { row: PlacedRow; split: string }[] = []
    for (const { path, label, source, sha256 } of pictures) {
      const { picture } = await decodeImage(await readFile(path))
      const [scored] = await scorer.score([picture!])
      const line = {
        media: `sha256:${sha256}`,
        pdq: undefined,
        model: NSFW_SHA256,
        embedding: scored!.embedding!,
      } as const
      rows.push({ row: rowOf(writePictureText(line), label, source), split: source.split('/')[1]! })
    }
    const of = (split: string) => rows.flatMap((one) => (one.split === split ? [one.row] : []))
    const before = process.cpuUsage()
    const made = await trainPictureHead({
      ...{ name: 'clothing', train: of('train'), tune: of('validation'), seed: 1, checkpoint: undefined },
      categories: [...new Set(rows.flatMap(({ row }) => row.labels))],
      ...{ onProgress: () => {}, onPoint: () => {}, onCheckpoint: () => {} },
    })
    const { user, system } = process.cpuUsage(before)
    tell(emit, `${of('train').length} photographs learnt from`, (user + system) / 1e6, 's CPU', null, null)
    for (const split of ['validation', 'test']) {
      const own = of(split)
      const all = await made.scorer.score(own.map(({ text }) => text!))
      const figures = classFigures(made.scorer.labels, own, { all })
      const share = figures.right / figures.rows
      const reach = split === 'test' ? REACH.accuracy : null
      tell(
        emit,
        `${own.length} photographs of ${split}, in the right of ten classes`,
        share,
        'share',
        reach,
        reach === null ? null : share >= reach,
      )
      if (split === 'test')
        for (const { label, rows: count, right } of figures.each)
          tell(emit, `${label}: ${count} photographs of test`, right / count, 'share', null, null)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function rowOf(text: string, label: string, source: string): PlacedRow {
  return {
    ...{
      hash: '',
      text,
      labels: [label],
      violates: HARM.includes(label),
      source,
      split: 'train',
      cluster: 0,
    },
    ...{
      account: undefined,
      world: undefined,
      surface: undefined,
      language: undefined,
      accountAgeMs: undefined,
    },
    ...{ atMs: undefined, decision: undefined, policyVersion: undefined, reviewer: undefined, blind: false },
    ...{ probability: undefined, design: undefined },
  }
}

/** As a user gives it, the start of Node and the making of the model included. */
async function command(emit: Emit): Promise<void> {
  const haechi = await startHaechi()
  const models = await mkdtemp(join(tmpdir(), 'haechi-image-head-models-'))
  try {
    const begun = performance.now()
    const args = [
      'bin/haechi.mjs',
      'lab',
      'run',
      'clothing',
      '--data',
      join(dirname(CLOTHING), 'clothing'),
      '--harm',
      ...HARM,
    ]
    const child = spawn(process.execPath, [...args, '--json'], {
      env: { ...process.env, HAECHI_URL: haechi.url, HAECHI_KEY: haechi.key, HAECHI_MODELS: models },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString()
    })
    await new Promise((resolve) => child.on('exit', resolve))
    const lines = text.split('\n').filter((line) => line !== '')
    for (const line of lines) {
      const { step, seconds, says } = JSON.parse(line) as { step?: string; seconds: number; says?: string }
      if (step === undefined) continue
      tell(emit, `one command: ${step}`, seconds, 's', null, null)
      console.error(`${step}: ${says}`)
    }
    const { state } = JSON.parse(lines.at(-1) ?? '{}') as { state?: string }
    const seconds = (performance.now() - begun) / 1000
    tell(
      emit,
      `one command, to ${state ?? 'nothing'}`,
      seconds,
      's',
      REACH.seconds,
      seconds <= REACH.seconds && state === 'shadow',
    )
  } finally {
    await haechi.stop()
    await rm(models, { recursive: true })
  }
}

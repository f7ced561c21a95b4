import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BeginImportRequest, DatasetReply, ImportRow } from '../../api/contract/lab-data.ts'
import { START_DEFAULTS } from '../../api/running-service.ts'
import type { Client } from '../../client/client.ts'
import { DATASET_LIMITS } from '../../lab/dataset/limits.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'
import { renderProgress } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'
import type { FoundPicture, PictureFolder } from './picture-folder.ts'
import type { RunOptions } from './run-options.ts'

/** Pictures whose rows are sent together: a cut loses no more than a second's work. */
const AT_ONCE = 64
/** A hash of a flatter picture says nothing of what it shows. */
const LEAST_QUALITY = 50

/**
 * Looks at the pictures of a folder (decoded, hashed, and put through the model that heads stand on) and brings them to the service as
 * labelled rows, which makes a dataset of them. The pictures themselves stay where they are. When it is cut off, what was sent stays:
 * the same command goes on behind it.
 */
export async function importPictures(
  adapters: CliAdapters,
  { datasets }: Client,
  task: string,
  folder: PictureFolder,
  { harm, fine, licence, source }: Pick<RunOptions, 'harm' | 'fine' | 'licence' | 'source'>,
  signal: AbortSignal,
): Promise<DatasetReply> {
  const { pictures, name } = folder
  if (pictures.length > DATASET_LIMITS.rows)
    throw new CliFailure(
      'usage',
      `${name}: ${pictures.length} pictures; a dataset has ${DATASET_LIMITS.rows} at most`,
    )
  await adapters.stderr.write(foundSays(folder))
  const request: BeginImportRequest = {
    ...{ task, rows: pictures.length, columns: [] },
    files: folder.folders.map((one) => ({
      ...{ ...one, encoding: 'images' },
      ...(licence !== undefined && { licence }),
      ...(source !== undefined && { source }),
    })),
    ...(harm && { harm: [...harm] }),
    ...(fine && { fine: [...fine] }),
  }
  const status = statusLine(adapters.stderr)
  try {
    const begun = await datasets.beginImport(request, { signal })
    let { received } = begun
    const rowOf = received < pictures.length ? await opened(adapters) : undefined
    const startedMs = performance.now()
    const first = received
    while (rowOf !== undefined && received < pictures.length) {
      const rows: ImportRow[] = []
      for (const picture of pictures.slice(received, received + AT_ONCE)) {
        signal.throwIfAborted()
        rows.push(await rowOf(picture))
        const done = received + rows.length
        const seconds = (performance.now() - startedMs) / 1000
        status.show(
          renderProgress({
            ...{ lines: done, unit: 'pictures', share: done / pictures.length, seconds },
            linesPerSecond: (done - first) / Math.max(0.001, seconds),
          }),
        )
      }
      const got = await datasets.sendRows(begun.id, { from: received, rows }, { signal })
      if (got.received <= received)
        throw new CliFailure(
          'unreachable',
          'The service takes no more rows of this import; run the same again',
        )
      received = got.received
    }
    return await datasets.finishImport(begun.id, { signal })
  } finally {
    status.clear()
  }
}

/** Opens the model, which is made at its first use, and gives what makes a row of a picture. */
async function opened({
  modelHost,
  settings,
  cwd,
  starterPack,
}: CliAdapters): Promise<(picture: FoundPicture) => Promise<ImportRow>> {
  const [{ hashImage }, { openWaves }, { NSFW_ASKED, NSFW_SHA256, nsfwModel }, { openImageScorer }, text] =
    await Promise.all([
      import('../../signals/hash/hash-image.ts'),
      import('../../signals/hash/wasm-waves.ts'),
      import('../../signals/image/models/nsfw-model.ts'),
      import('../../signals/image/models/open-image-scorer.ts'),
      import('../../signals/media/picture-text.ts'),
    ])
  const dataDir = resolve(cwd, settings.dataDir ?? START_DEFAULTS.dataDir)
  const file = await nsfwModel(modelHost(starterPack).modelsDir ?? join(dataDir, 'models')).catch(unusable)
  const asked = { ...NSFW_ASKED, name: 'nsfw', file, runtime: undefined }
  const scorer = (await openImageScorer([asked]).catch(unusable)).get('nsfw')!
  const waves = openWaves()
  return async ({ path, label, source, sha256 }) => {
    const { decoded, pdq } = await hashImage(await readFile(path), waves)
    if (decoded.picture === undefined)
      throw new CliFailure(
        'usage',
        `${path}: ${decoded.findings[0]?.says ?? 'no picture'} Mend it or take it out.`,
      )
    const [scored] = await scorer.score([decoded.picture])
    const line = text.writePictureText({
      ...{ media: `sha256:${sha256}`, model: NSFW_SHA256, embedding: scored!.embedding! },
      pdq: pdq !== undefined && pdq.quality >= LEAST_QUALITY ? pdq.hashes[0] : undefined,
    })
    return { text: line, labels: [label], source }
  }
}

function unusable(fault: unknown): never {
  throw new CliFailure('usage', fault instanceof Error ? fault.message : String(fault))
}

function foundSays({ name, pictures, split, passedOver }: PictureFolder): string {
  const labels = [...new Set(pictures.map(({ label }) => label))]
  const shown = labels.slice(0, 12).map((label) => `"${label}"`)
  const more = labels.length > 12 ? `, and ${labels.length - 12} more` : ''
  return `${name}: ${counted(pictures.length, 'picture')}; labels ${shown.join(', ')}${more}${split ? '; splits as published' : ''}${passedOver > 0 ? `; ${counted(passedOver, 'file')} that are no pictures passed over` : ''}\n`
}

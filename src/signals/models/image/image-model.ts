import { hashOf } from '../../hash-of.ts'
import { openImageScorer } from '../../image/models/open-image-scorer.ts'
import { isMediaId, NoSuchMedia } from '../../media/media-host.ts'
import { ModelFault } from '../model-fault.ts'
import type { ModelKind, ModelLooked, ModelSource } from '../model-kind.ts'
import { IMAGE_FILE, imageModelAsked, imageModelForm } from './image-model-asked.ts'
import { ImageOptions } from './image-options.ts'
import { AT, imageType, imageValue, recordedImage, useOfImage } from './image-value.ts'

/**
 * `image`: a classifier of pictures, asked while a file is looked at, once for all of its pictures. The signal itself reads what was
 * found then.
 */
export const image: ModelKind = {
  kind: 'image',
  options: ImageOptions,
  cost: 'dear',
  hasFiles: 'perhaps',
  reads: 'media',
  // Looking at a whole avatar item takes a few hundred ms, and what was not looked at is not let through.
  defaults: { deadlineMs: 5000, degrade: 'hold' },
  look,
  type: imageType,
  build({ name, of, labels, ...source }, host) {
    const version = versionOf({ name, ...source })
    return {
      name: `model.${name}`,
      ...{ of, version, type: imageType(name, labels), cost: 'dear' },
      atOnce({ raw }) {
        const facts = isMediaId(raw) ? host?.media?.known(raw) : undefined
        return facts === undefined ? undefined : imageValue(facts, name, labels)
      },
      async evaluate({ raw }, _event, stop) {
        if (host?.media === undefined) throw new ModelFault('failed', `Model "${name}" is not asked here`)
        if (!isMediaId(raw)) throw new ModelFault('failed', `Model "${name}" was given no id of a file`)
        const tally = host.tally(name)
        const started = host.stopwatch()
        try {
          const value = imageValue(await host.media.facts(raw, stop), name, labels)
          tally.calls[stop.aborted ? 'late' : 'scored']++
          return value
        } catch (fault) {
          const why = fault instanceof ModelFault ? fault.why : 'failed'
          tally.calls[why]++
          if (fault instanceof NoSuchMedia)
            throw new ModelFault('failed', `Model "${name}" was given a file that is not there`)
          throw fault
        } finally {
          tally.seconds += (host.stopwatch() - started) / 1000
        }
      },
      recorded: {
        use: (value) => useOfImage(version, value),
        again: recordedImage,
        failedVersion: () => version,
      },
    }
  },
  looks: imageModelAsked,
  async prepare(binding, host) {
    const asked = await imageModelAsked(binding, host)
    const scorers = await openImageScorer([asked])
    for (const scorer of scorers.values()) await scorer.close()
  },
  async whereRuns(binding, host) {
    const scorers = await openImageScorer([await imageModelAsked(binding, host)])
    const scorer = [...scorers.values()][0]!
    await scorer.close()
    return `where files are looked at, ${scorer.runtime}`
  },
}

function look(source: ModelSource): ModelLooked {
  const options = source.options as ImageOptions
  const problem = (code: string, message: string, wayOut: string, key?: string): ModelLooked => ({
    ...{ ok: false, code, message: `the image model "${source.name}" ${message}`, wayOut },
    ...(key === undefined ? {} : { key }),
  })
  if (options.source !== undefined) {
    const strange = Object.keys(options).find((key) => !['source', 'runtime'].includes(key))
    if (strange !== undefined)
      return problem('strange-option', `brings its own ${strange} along`, `remove ${strange}`, strange)
    if (source.files.size > 0)
      return problem('stray-folder', 'is made of a package and has no files', `remove models/${source.name}`)
  } else {
    if (!source.files.has(IMAGE_FILE)) {
      const wayOut = `put ${IMAGE_FILE} into models/${source.name}, or write "source: nsfwjs"`
      return problem('missing-model', `has no ${IMAGE_FILE}`, wayOut)
    }
    if (options.labels === undefined)
      return problem(
        'missing-labels',
        'names no labels',
        'name them in the order of what it puts out, as "labels: [a, b]"',
      )
    if (options.labels.includes(AT))
      return problem(
        'bad-labels',
        `has a label "${AT}"`,
        `"${AT}" tells which picture; call it otherwise`,
        'labels',
      )
  }
  const { labels } = imageModelForm(source)!
  return { ok: true, labels, version: versionOf(source) }
}

/** What its scores hang on; the run times agree to the last digits that are recorded but one. */
function versionOf(source: Pick<ModelSource, 'name' | 'files' | 'options'>): string {
  const form = imageModelForm(source)
  if (form === undefined) return ''
  const { name: _, runtime: __, ...rest } = form
  return hashOf({ kind: 'image', form: 1, ...rest })
}

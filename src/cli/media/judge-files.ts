import { join, resolve } from 'node:path'
import { lookAsked } from '../../engine/look-asked.ts'
import type { Pack } from '../../pack/pack.ts'
import type { LookAsked } from '../../signals/media/look.ts'
import type { MediaKind } from '../../signals/media/media-facts.ts'
import type { SlotProfile } from '../../signals/model3d/slot-profile.ts'
import type { ModelHost } from '../../signals/models/model-host.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { loadPack, packFolder } from '../pack-folder.ts'
import { statusLine } from '../status-line.ts'
import { writeWhole } from '../write-files.ts'
import { catalogueFolder } from './catalogue-folder.ts'
import { drawPictures } from './draw-pictures.ts'
import { judgeFacts } from './judge-facts.ts'
import type { JudgedFile } from './judged-file.ts'
import { readKnown } from './known-hashes.ts'
import { mediaJson } from './media-json.ts'
import { mediaPage } from './media-page.ts'
import { printable, readUpTo } from './read-up-to.ts'
import { reportNames } from './report-name.ts'
import { summaryLines } from './summary-lines.ts'
import { writtenTerms } from './written-terms.ts'

export interface JudgeFilesAsked {
  readonly files: readonly string[]
  /** What the files should be; others are refused. */
  readonly kind: Extract<MediaKind, 'image' | 'model3d'>
  /** Id of a slot profile; only of items. */
  readonly profile: string | undefined
  readonly pack: string | undefined
  /** Folder for reports; undefined: none is written. */
  readonly out: string | undefined
  /** Folder of items to compare with. */
  readonly against: string | undefined
  /** File of known hashes. */
  readonly known: string | undefined
  readonly json: boolean
}

const MOST_BYTES = 128 * 1024 ** 2
const KINDS = { image: 'picture', model3d: '3D item' } as const

/** Looks at files one after the other and tells, writes and counts what is to be said of them. Gives `ok` when all are allowed. */
export function judgeFiles(adapters: CliAdapters, asked: JudgeFilesAsked): Promise<ExitName> {
  return interruptible(adapters, (stop) => judge(adapters, asked, stop))
}

async function judge(adapters: CliAdapters, asked: JudgeFilesAsked, stop: AbortSignal): Promise<ExitName> {
  const { cwd, stdout, stderr, terms, version } = adapters
  const folder = packFolder(adapters, asked.pack)
  const pack = await loadPack(folder)
  const profile = asked.profile === undefined ? undefined : profileOf(pack.profiles, asked.profile)
  const known = asked.known === undefined ? undefined : await readKnown(cwd, asked.known)
  const { models, unasked } = await modelsToAsk(pack, adapters.modelHost(folder.path))
  if (unasked !== undefined) await stderr.write(`haechi: image models are not asked: ${unasked}\n`)
  const look: LookAsked = { profiles: profile === undefined ? [] : [profile], models, reads: true }
  const looker = await adapters.looker()
  const status = statusLine(stderr)
  const nameOf = reportNames()
  const tally = { allow: 0, hold: 0, block: 0, unread: 0 }
  try {
    await looker.ready(look)
    const catalogue =
      asked.against === undefined
        ? undefined
        : await catalogueFolder(cwd, asked.against, {
            most: MOST_BYTES,
            look: (bytes) => looker.look(bytes, look),
            progress: (done, all) => status.show(`${done} of ${all} items to compare with`),
            stop,
          })
    for (const file of catalogue?.left ?? [])
      await stderr.write(`haechi: ${printable(file)}: left out of the comparison, it cannot be read\n`)
    for (const [i, file] of asked.files.entries()) {
      if (stop.aborted) break
      status.show(`${i} of ${asked.files.length} files`)
      const read = await readUpTo(resolve(cwd, file), MOST_BYTES)
      const why = read.ok ? (read.bytes.length === 0 ? 'The file is empty.' : undefined) : read.why
      if (!read.ok || why !== undefined) {
        await unread(file, why!)
        continue
      }
      const facts = await looker.look(read.bytes, look)
      if (facts.kind !== asked.kind) {
        await unread(file, `This is no ${KINDS[asked.kind]} that is known here.`)
        continue
      }
      const judged = judgeFacts(file, facts, {
        ...{ profile, matches: known?.match(facts) ?? [], near: catalogue?.near(facts) ?? [] },
        ...{ terms: writtenTerms(pack, terms, facts), models: models.map(({ name }) => name), unasked },
      })
      tally[judged.verdict]++
      const page = asked.out === undefined ? undefined : await report(read.bytes, judged, asked.out)
      status.clear()
      await stdout.write(
        asked.json
          ? `${JSON.stringify(mediaJson(judged))}\n`
          : summaryLines(judged) + (page === undefined ? '' : `  report ${printable(page)}\n`),
      )
    }
  } finally {
    status.clear()
    await looker.close()
  }
  if (!asked.json && asked.files.length > 1)
    await stdout.write(
      `${tally.allow} allowed, ${tally.hold} to be seen by a person, ${tally.block} blocked\n`,
    )
  if (tally.unread > 0)
    await stderr.write(
      `haechi: ${counted(tally.unread, 'file')} of ${asked.files.length} could not be judged\n`,
    )
  if (stop.aborted) return 'interrupted'
  return tally.allow === asked.files.length ? 'ok' : 'negative'

  async function unread(file: string, why: string): Promise<void> {
    tally.unread++
    status.clear()
    if (asked.json) await stdout.write(`${JSON.stringify({ file, error: why })}\n`)
    await stderr.write(`haechi: ${printable(file)}: ${why}\n`)
  }

  /** Writes both forms; the page comes last, so that who finds it finds both. */
  async function report(bytes: Uint8Array, judged: JudgedFile, out: string): Promise<string | undefined> {
    const { pictures, leftOut } = await drawPictures(bytes, judged, stop)
    if (stop.aborted) return undefined
    const base = join(out, nameOf(judged.file))
    const page = mediaPage({ judged, pictures, leftOut, version })
    try {
      await writeWhole(resolve(cwd, `${base}.report.json`), `${JSON.stringify(mediaJson(judged), null, 2)}\n`)
      await writeWhole(resolve(cwd, `${base}.report.html`), page)
    } catch (fault) {
      throw new CliFailure(
        'usage',
        `The report cannot be written to ${out}: is it a folder that you may write to?`,
        fault,
      )
    }
    return `${base}.report.html`
  }
}

/** Models of the pack that can be asked here, all or none; `unasked`: why none can. What is not asked is told, never passed over. */
async function modelsToAsk(
  pack: Pack,
  host: ModelHost,
): Promise<{ readonly models: LookAsked['models']; readonly unasked: string | undefined }> {
  try {
    return { models: (await lookAsked(pack, host)).models, unasked: undefined }
  } catch (fault) {
    return { models: [], unasked: fault instanceof Error ? fault.message : String(fault) }
  }
}

function profileOf(profiles: ReadonlyMap<string, SlotProfile>, id: string): SlotProfile {
  const profile = profiles.get(id)
  if (profile !== undefined) return profile
  const known = [...profiles.keys()].join(', ')
  throw new CliFailure(
    'usage',
    profiles.size === 0
      ? `The pack has no slot profiles; write ${id} into its profiles.yaml`
      : `The pack has no slot profile ${id}; it has ${known}`,
  )
}

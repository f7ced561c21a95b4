import type { Pack } from '../pack/pack.ts'
import { readsOf } from '../pack/reads-of.ts'
import type { StatedFile } from '../pack/stated-file.ts'
import type { ItemFacts } from '../signals/media/item-facts.ts'
import type { MediaFacts, MediaKind } from '../signals/media/media-facts.ts'
import {
  type BankMatch,
  type CatalogueMatch,
  type MediaHost,
  type MediaId,
  NoSuchMedia,
} from '../signals/media/media-host.ts'
import type { Finding } from '../signals/model3d/finding.ts'
import { createModelHost } from '../signals/models/create-model-host.ts'
import type { ModelHost } from '../signals/models/model-host.ts'

/** A file of a test, and what kind of file its feature takes. */
export interface Stated {
  readonly file: StatedFile
  readonly kind: Exclude<MediaKind, 'unknown'>
}

/** What is asked in tests: files as they are stated, and nothing outside. */
export interface StatedHost {
  readonly host: ModelHost
  /** What files hold from now on, by id. */
  state(files: ReadonlyMap<MediaId, Stated>): void
}

/** A host for the tests of a pack. Known hashes and copies are what is stated, too. */
export function statedHost(pack: Pack): StatedHost {
  let files: ReadonlyMap<MediaId, Stated> = new Map()
  const facts = new Map<MediaId, MediaFacts>()
  const byFacts = new WeakMap<MediaFacts, StatedFile>()
  const known = (id: MediaId): MediaFacts | undefined => {
    const stated = files.get(id)
    if (stated === undefined) return undefined
    const made = facts.get(id) ?? factsOf(pack, id, stated)
    facts.set(id, made)
    byFacts.set(made, stated.file)
    return made
  }
  const media: MediaHost = {
    known,
    async facts(id) {
      const found = known(id)
      if (found === undefined) throw new NoSuchMedia(`The test does not say what ${id} holds`)
      return found
    },
    banks: {
      version: 'stated',
      match: (of, banks, { distance }) => matchesOf(byFacts.get(of), of, banks, distance),
    },
    catalogue: {
      near: (of, { most, maker, not, least = 0.5, others = false }) =>
        (byFacts.get(of)?.copies ?? [])
          .filter(({ item, similarity }) => item !== not && similarity >= least)
          .map((copy) => matchOf(copy, maker, of))
          .filter(({ sameMaker }) => !(others && sameMaker))
          .slice(0, most),
    },
  }
  const host = createModelHost({
    ...{
      stopwatch: () => 0,
      secret: () => undefined,
      onnx: undefined,
      storeDir: undefined,
      packDir: undefined,
    },
    fetch: () => Promise.reject(new Error('Tests ask nobody')),
    media,
  })
  return {
    host,
    state(next) {
      files = next
      facts.clear()
    },
  }
}

const MAIN: Readonly<Record<Stated['kind'], string>> = {
  image: 'picture',
  model3d: 'view.front',
  video: 'frame.0',
}

function factsOf(pack: Pack, id: MediaId, { file, kind }: Stated): MediaFacts {
  const findings = Object.entries(file.findings ?? {}).map(
    ([code, severity]): Finding => ({ code, severity, at: 'file', says: 'As the test says.' }),
  )
  const texts = (file.texts ?? []).map((text) => {
    return { text, confidence: 1, box: [0, 0, 1, 1] as const, by: 'ocr' as const }
  })
  const sha256 = id.slice('sha256:'.length)
  return {
    ...{ version: 'stated', kind, format: undefined, bytes: 1, digests: { md5: '', sha1: '', sha256 } },
    findings,
    pictures: [
      {
        ...{ name: MAIN[kind], width: 512, height: 512, pdq: undefined, embeddings: {}, texts },
        scores: scoresOf(pack, file),
      },
    ],
    item: kind === 'model3d' ? itemOf(pack, file, findings) : undefined,
    whole: file.whole ?? true,
  }
}

/** Every model that looks at pictures found nothing, but for what is stated. */
function scoresOf({ signals }: Pack, file: StatedFile): Record<string, Record<string, number>> {
  const scores: Record<string, Record<string, number>> = {}
  for (const spec of signals.values())
    if (spec.model !== undefined && readsOf(spec) === 'media') {
      const { name, labels } = spec.model
      scores[name] = { ...Object.fromEntries(labels.map((label) => [label, 0])), ...file.scores?.[name] }
    }
  return scores
}

const NO_FIGURES = { triangles: 0, meshes: 0, materials: 0, textures: 0, bones: 0, animations: 0 }

function itemOf({ profiles }: Pack, file: StatedFile, findings: readonly Finding[]): ItemFacts {
  const verdict = findings.some(({ severity }) => severity === 'error')
    ? 'block'
    : findings.some(({ severity }) => severity === 'warning')
      ? 'hold'
      : 'allow'
  const all = [...profiles.values()]
  return {
    decisions: Object.fromEntries(
      all.map(({ id }) => [id, { verdict, findings, figures: { ...NO_FIGURES, ...file.figures } }]),
    ),
    exposure: Object.fromEntries(
      all.map(({ id, mask = {} }) => [
        id,
        Object.entries(mask).map(([region, most]) => {
          const place = { view: MAIN.model3d, box: [0, 0, 1, 1] as const }
          return { region, bare: file.bare?.[region] ?? 0, most, ...place }
        }),
      ]),
    ),
    signature: undefined,
  }
}

function matchesOf(
  file: StatedFile | undefined,
  { pictures }: MediaFacts,
  banks: readonly string[],
  distance: number,
): BankMatch[] {
  return Object.entries(file?.near ?? {})
    .filter(([bank, bits]) => banks.includes(bank) && bits <= distance)
    .sort(([, a], [, b]) => a - b)
    .map(([bank, bits]) => ({
      ...{ bank, member: 1, distance: bits, picture: pictures[0]!.name },
      ...(file?.shares === undefined ? {} : { video: { ...file.shares, frames: [] } }),
      ...(file?.doubted === true ? { doubted: true as const } : {}),
    }))
}

function matchOf(
  { item, similarity, by = 'looks', maker, makers = 2 }: NonNullable<StatedFile['copies']>[number],
  asker: string | undefined,
  { pictures }: MediaFacts,
): CatalogueMatch {
  const mine = pictures[0]!.name
  return {
    ...{ item, similarity, by, maker, makers, media: `sha256:${'0'.repeat(64)}` as const },
    sameMaker: maker !== undefined && maker === asker,
    parts: { shape: undefined, views: undefined, texture: undefined },
    picture: { mine, theirs: mine },
    seenMs: 0,
  }
}

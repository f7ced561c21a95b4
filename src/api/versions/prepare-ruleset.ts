import type { Diagnostic } from '../../core/diagnostic.ts'
import { inSlices } from '../../core/steps.ts'
import { compileRulesetSteps } from '../../engine/compile-ruleset.ts'
import { lookAsked } from '../../engine/look-asked.ts'
import { prepareModels } from '../../engine/prepare-models.ts'
import type { Ruleset } from '../../engine/ruleset.ts'
import { warmUpSteps } from '../../engine/warm-up.ts'
import { checkPackSteps } from '../../pack/check-pack.ts'
import type { Pack, PackFiles } from '../../pack/pack.ts'
import type { ServingMediaHost } from '../../signals/media/create-media-host.ts'
import type { ModelHost } from '../../signals/models/model-host.ts'

export interface PrepareParts {
  /** The ruleset before a change: what did not change is taken from it. */
  readonly previous?: Ruleset
  /** Compiles large banks where no event waits for it. */
  readonly prepareBanks?: (banks: Pack['banks']) => Promise<void>
  /** What dear models are asked through; undefined: they are not asked. */
  readonly models?: ModelHost
  /** What files are looked at by; undefined: they are not. */
  readonly media?: Pick<ServingMediaHost, 'serve'>
}

export type Prepared =
  | { readonly ok: true; readonly ruleset: Ruleset; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] }

/** Checks, compiles and warms up a pack, in slices between which requests are answered. */
export async function prepareRuleset(
  files: PackFiles,
  { previous, prepareBanks, models, media }: PrepareParts = {},
): Promise<Prepared> {
  const { pack, diagnostics } = await inSlices(checkPackSteps(files, previous?.pack))
  if (!pack) return { ok: false, errors: diagnostics.filter(({ severity }) => severity === 'error') }
  await prepareBanks?.(pack.banks)
  const notReady = models === undefined ? [] : await prepareModels(pack, models)
  if (notReady.length > 0) return { ok: false, errors: notReady }
  const unready = media && models && (await serveMedia(pack, models, media))
  if (unready !== undefined) return { ok: false, errors: [unready] }
  const ruleset = await inSlices(compileRulesetSteps(pack, previous, models))
  await inSlices(warmUpSteps(ruleset))
  return { ok: true, ruleset, warnings: diagnostics }
}

/** Files are looked at for this pack from now on, when it reads any; what cannot be asked is told. */
async function serveMedia(
  pack: Pack,
  models: ModelHost,
  media: Pick<ServingMediaHost, 'serve'>,
): Promise<Diagnostic | undefined> {
  const readsFiles = [...pack.eventTypes.values()].some(({ features }) =>
    [...features.values()].some((feature) => feature.media !== undefined),
  )
  if (!readsFiles) return undefined
  try {
    await media.serve(await lookAsked(pack, models))
    return undefined
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    const place = { file: 'models.yaml', line: 1, column: 1 }
    return { severity: 'error', code: 'media-not-ready', message, place }
  }
}

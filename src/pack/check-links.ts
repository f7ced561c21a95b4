import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { typeName } from '../core/value.ts'
import type { EventTypeDraft } from './check-settings.ts'
import type { Feature } from './pack.ts'
import type { YamlFile } from './yaml-file.ts'

/** Kinds of features that can join accounts: those with one value that two events may share. */
const JOINS = ['string', 'entity', 'int']

/** Resolves the features under `links`: those by which accounts are found that belong together. */
export function checkLinks(
  { name, spec }: EventTypeDraft,
  features: ReadonlyMap<string, Feature>,
  file: Pick<YamlFile, 'place'>,
  diagnostics: Diagnostic[],
): string[] {
  return [...new Set(spec.links ?? [])].filter((link, i) => {
    const place = file.place(['events', name, 'links', i])
    const feature = features.get(link)
    const error = (code: string, message: string, wayOut: string) =>
      void diagnostics.push({ severity: 'error', code, message, place, wayOut })
    if (feature === undefined) {
      if (!Object.hasOwn(spec.features, link))
        error(
          'unknown-feature',
          `links names "${link}", which is no feature of "${name}"`,
          didYouMean(link, features.keys()),
        )
      return false
    }
    if (spec.content === link) {
      error(
        'bad-link',
        `links names the content "${link}"`,
        'remove it: accounts that write the same are found anyway',
      )
      return false
    }
    if (JOINS.includes(feature.type.kind)) return true
    error(
      'wrong-type',
      `links names "${link}", which is a ${typeName(feature.type)}`,
      'name a feature of type string, int or an entity',
    )
    return false
  })
}

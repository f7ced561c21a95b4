import { canonicalJson } from '../../../core/canonical-json.ts'
import { sha256 } from '../../train/model-id.ts'
import type { Suite } from '../suite.ts'
import type { Draft } from './draft.ts'
import { EVERYDAY_EN } from './everyday-en.ts'
import { EVERYDAY_KO } from './everyday-ko.ts'
import { INSULTS_EN, INSULTS_KO } from './insults.ts'

/** Names that tasks of abusive language and their labels have. */
const ABUSE = /abus|hate|offens|curse|toxic|insult|profan|harass|bully|욕|혐오|모욕|악플|비방/i

/**
 * The suites that come with Haechi for a task: everyday chat in the languages of its data, and insults where the names of the
 * task and of its labels are about abuse.
 */
export function builtInSuites(
  languages: { readonly en: boolean; readonly ko: boolean },
  names: readonly string[],
): Suite[] {
  const isAbuse = names.some((name) => ABUSE.test(name))
  return [
    ...(languages.en ? [suite('everyday-en', EVERYDAY_EN)] : []),
    ...(languages.ko ? [suite('everyday-ko', EVERYDAY_KO)] : []),
    ...(isAbuse && languages.en ? [suite('insults-en', INSULTS_EN)] : []),
    ...(isAbuse && languages.ko ? [suite('insults-ko', INSULTS_KO)] : []),
  ]
}

/** The names of all of them, whatever the task. */
export function builtInNames(): readonly string[] {
  return builtInSuites({ en: true, ko: true }, ['abuse']).map(({ name }) => name)
}

function suite(name: string, drafts: readonly Draft[]): Suite {
  return {
    name,
    sha256: sha256(canonicalJson(drafts)),
    functionalities: drafts.map(({ name: own, mustPass, violates, cases }) => ({
      name: own,
      mustPass,
      cases: cases.map((text, i) => ({ id: `${own} ${i + 1}`, text, violates })),
    })),
  }
}

import type { EffectParams } from '../core/effect.ts'
import type { Pack, Policy } from '../pack/pack.ts'
import { STATEMENT_WORDS, type StatementWords } from './statement-words.ts'

/** Writes a statement in each language of the pack that we have words for; in English when there is none. */
export function inWords(
  { languages }: Pack,
  write: (words: StatementWords, language: string) => string,
): Record<string, string> {
  const known = languages.filter((language) => Object.hasOwn(STATEMENT_WORDS, language))
  return Object.fromEntries(
    (known.length === 0 ? ['en'] : known).map((language) => [
      language,
      write(STATEMENT_WORDS[language]!, language),
    ]),
  )
}

/** The policy of an `id@version`, as it reads now. */
export function policyOf({ policies }: Pack, ref: string): Policy | undefined {
  return policies.get(ref.split('@')[0]!)
}

/** Its title in a language, or in any, or its id. */
export function titleOf(pack: Pack, ref: string, language: string): string {
  return textOf(policyOf(pack, ref)?.title, language) ?? ref.split('@')[0]!
}

/** What the policy tells players who broke it; empty when it says nothing. */
export function noticeOf(pack: Pack, ref: string, language: string): string {
  return textOf(policyOf(pack, ref)?.notice, language) ?? ''
}

/**
 * An enforcement in a player's words: its title, and those parameters that the pack gives a choice of. Others are left
 * out: what somebody typed may be personal.
 */
export function measureOf(pack: Pack, name: string, params: EffectParams, language: string): string {
  const declared = pack.enforcements.get(name)
  const chosen = Object.entries(params).filter(([param]) => declared?.params.get(param)?.oneOf !== undefined)
  const values = chosen.map(([, value]) => String(value).replaceAll('_', ' ')).join(', ')
  const title = textOf(declared?.title, language) ?? name
  return values === '' ? title : `${title} (${values})`
}

function textOf(texts: Readonly<Record<string, string>> | undefined, language: string): string | undefined {
  return texts?.[language] ?? Object.values(texts ?? {})[0]
}

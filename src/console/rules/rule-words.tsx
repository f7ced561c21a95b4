import type { ReactNode } from 'react'
import type { Verdict } from '../../core/verdict.ts'
import type { Reply } from '../api/ask.ts'
import { WORDS as KIT } from '../kit/words.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What a rule does, in sentences. */
export function RuleWords({ rule }: { readonly rule: Reply<'rule'> }): ReactNode {
  const t = useWords(WORDS)
  const kit = useWords(KIT)
  const percent = /^canary ([\d.]+)%$/.exec(rule.mode)?.[1]
  return (
    <ul className="rules-sentences">
      <li>
        {t('sentenceOn', {
          events: rule.on.join(', '),
          worlds: rule.worlds === null ? t('allWorlds') : rule.worlds.join(', '),
        })}
      </li>
      <li>
        {rule.verdict === null
          ? t('sentenceNoVerdict')
          : t('sentenceVerdict', { verdict: kit(rule.verdict as Verdict) })}
      </li>
      {rule.effects !== 'none' && <li>{t('sentenceEffects', { effects: rule.effects })}</li>}
      <li>
        {percent !== undefined
          ? t('sentenceCanary', { percent })
          : t(rule.mode === 'shadow' ? 'sentenceShadow' : 'sentenceLive')}
      </li>
      <li>{t(rule.unknown === 'hold' ? 'sentenceHold' : 'sentenceSkip')}</li>
    </ul>
  )
}

import { type ReactNode, useEffect, useRef } from 'react'
import type { ModelEntry } from '../../lab/registry/model.ts'
import { Badge } from '../kit/badge.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import './models.css'
import { useWho } from './use-who.ts'
import { WORDS } from './words.ts'

/** All that happened to a model, the newest first; `asked`: the entry that a link led to. */
export function ChainList(props: {
  readonly entries: readonly ModelEntry[]
  readonly asked: number | undefined
}): ReactNode {
  return (
    <div className="rules-stack">
      {props.entries.toReversed().map((entry) => (
        <Entry key={entry.number} entry={entry} isAsked={entry.number === props.asked} />
      ))}
    </div>
  )
}

function Entry({ entry, isAsked }: { readonly entry: ModelEntry; readonly isAsked: boolean }): ReactNode {
  const t = useWords(EVIDENCE_WORDS)
  const who = useWho()
  const { number, kind, atMs, by, body, hash, why } = entry
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isAsked) box.current?.scrollIntoView({ block: 'center' })
  }, [isAsked])
  return (
    <details ref={box} className="model-entry" data-asked={isAsked || undefined} open={isAsked}>
      <summary>
        <code>{number}</code> <Badge tone={by === 'system' ? 'accent' : 'plain'}>{t(`kind_${kind}`)}</Badge>{' '}
        <Outline entry={entry} /> <Time at={new Date(atMs).toISOString()} /> · <Said text={who(by)} />
      </summary>
      {why !== undefined && (
        <p>
          {t('why')}: <Said text={why} />
        </p>
      )}
      <p className="model-soft">
        {t('hash')}: <code>{hash}</code>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="model-body" aria-label={`${t('entry')} ${number}`} tabIndex={0}>
        <Said text={JSON.stringify(body, null, 2)} />
      </section>
    </details>
  )
}

/** What an entry comes to, in a few words. */
function Outline({ entry: { kind, body } }: { readonly entry: ModelEntry }): ReactNode {
  const say = useWords(WORDS)
  const t = useWords(EVIDENCE_WORDS)
  const state = (value: unknown) => say(`state_${String(value)}` as 'state_live')
  const authority = (value: unknown) => say(`may_${String(value)}` as 'may_rank')
  if (kind === 'move') return <span>{t('moved', { from: state(body.from), to: state(body.to) })}</span>
  if (kind === 'authority' || kind === 'asked')
    return <span>{t('moved', { from: authority(body.from), to: authority(body.to) })}</span>
  if (typeof body.verdict === 'string') return <code>{body.verdict}</code>
  return null
}

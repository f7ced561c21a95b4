import type { ReactNode } from 'react'
import { AUTHORITIES } from '../../lab/registry/authority.ts'
import { ASKED_FOR_MS, openRequest } from '../../lab/registry/may-raise.ts'
import { Panel } from '../kit/page.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { Ladder } from './ladder.tsx'
import { ModelFacts } from './model-facts.tsx'
import { ModelFrame } from './model-frame.tsx'
import './models.css'
import { ModelProof } from './model-proof.tsx'
import type { OpenModel } from './use-model.ts'
import { useWho } from './use-who.ts'
import { wayOf } from './way-of.ts'
import { WayPicture } from './way-picture.tsx'
import { WORDS } from './words.ts'

/** A model: its way, what is being proved of it, and what it may do. */
export function ModelPage(): ReactNode {
  return <ModelFrame part="way">{(model) => <Way model={model} />}</ModelFrame>
}

function Way({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(WORDS)
  const { seen, gates, id } = model
  return (
    <>
      <Panel title={t('way')}>
        <WayPicture model={id} way={wayOf(seen.record, seen.entries)} />
        <Next model={model} />
      </Panel>
      <ModelProof seen={seen} />
      <Panel title={t('ladder')}>
        <p className="model-soft">{t('ladderAbout')}</p>
        <Ladder record={seen.record} results={gates} />
        <OpenRequest model={model} />
      </Panel>
      <ModelFacts model={model} />
    </>
  )
}

/** What stands between it and the next step, in the words of the service. */
function Next({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(WORDS)
  const { next } = model.detail
  if (next === null || next.missing.length === 0) return null
  return (
    <p>
      {t('ahead')}: {t(`may_${next.authority}`)}. {t('missing', { gates: next.missing.join(', ') })}
    </p>
  )
}

function OpenRequest({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const who = useWho()
  const open = AUTHORITIES.map((to) => ({ to, entry: openRequest(model.seen.entries, to, Date.now()) })).find(
    ({ entry }) => entry !== undefined,
  )
  if (open?.entry === undefined) return null
  const until = new Date(open.entry.atMs + ASKED_FOR_MS).toLocaleString(language)
  return <p role="status">{t('openRequest', { who: who(open.entry.by), to: t(`may_${open.to}`), until })}</p>
}

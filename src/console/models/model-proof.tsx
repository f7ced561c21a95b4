import type { ReactNode } from 'react'
import type { ProbationReply } from '../../api/contract/probation.ts'
import type { Design } from '../../lab/probation/design.ts'
import type { ModelEntry } from '../../lab/registry/model.ts'
import type { SeenModel } from '../../lab/registry/ports.ts'
import { useAsk } from '../api/use-ask.ts'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import './models.css'
import { ProofPanel } from './proof-panel.tsx'
import { PROOF_WORDS } from './proof-words.ts'

const EVERY_MS = 5000

/** What is being proved of a model on live traffic, and what was. */
export function ModelProof({ seen }: { readonly seen: SeenModel }): ReactNode {
  const t = useWords(PROOF_WORDS)
  const now = designNow(seen)
  const wasInShadow = seen.entries.some(({ kind, body }) => kind === 'move' && body.to === 'shadow')
  const before: readonly Design[] = [
    ...(now !== 'watch' && seen.entries.some(({ kind }) => kind === 'watch') ? (['watch'] as const) : []),
    ...(now !== 'probation' && wasInShadow ? (['probation'] as const) : []),
  ]
  if (now === undefined && before.length === 0)
    return (
      <Panel>
        <p className="model-soft">{t('notProving')}</p>
      </Panel>
    )
  return (
    <>
      {now !== undefined && <OneProof key={now} seen={seen} design={now} isOpen />}
      {before.map((design) => (
        <OneProof key={design} seen={seen} design={design} isOpen={false} />
      ))}
    </>
  )
}

function designNow({ record: { state } }: SeenModel): Design | undefined {
  if (state === 'shadow') return 'probation'
  return state === 'canary' ? 'canary' : state === 'live' ? 'watch' : undefined
}

function OneProof(props: {
  readonly seen: SeenModel
  readonly design: Design
  readonly isOpen: boolean
}): ReactNode {
  const { seen, design, isOpen } = props
  const { data, error } = useAsk(
    'modelProbation',
    { params: { id: seen.record.id }, query: { design } },
    isOpen ? { everyMs: EVERY_MS } : {},
  )
  if (data === undefined) return <ProblemBox error={error} />
  const alarms = isOpen ? data.tripwires.filter(({ tripped }) => tripped) : []
  return (
    <>
      {alarms.length > 0 && (
        <div className="problem" role="alert">
          {alarms.map(({ name, says }) => (
            <p key={name}>
              <Said text={says} />
            </p>
          ))}
        </div>
      )}
      <ProofPanel proof={isOpen ? data : ended(data, seen.entries)} />
    </>
  )
}

/** What is over stands as the chain says that it ended: what was seen since then does not matter any more. */
function ended(proof: ProbationReply, entries: readonly ModelEntry[]): ProbationReply {
  const said = entries.findLast(({ kind, by }) => kind === proof.design && by === 'system')?.body
  if (said === undefined) return { ...proof, wayOut: null }
  return {
    ...proof,
    ...{ verdict: said.verdict as ProbationReply['verdict'], says: String(said.says ?? proof.says) },
    wayOut: null,
  }
}

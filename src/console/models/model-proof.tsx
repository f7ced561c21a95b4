import type { ReactNode } from 'react'
import type { ModelState } from '../../lab/registry/model.ts'
import { useAsk } from '../api/use-ask.ts'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import './models.css'
import { ProofPanel } from './proof-panel.tsx'
import { PROOF_WORDS } from './proof-words.ts'

const EVERY_MS = 5000
const OPEN: ReadonlySet<ModelState> = new Set(['shadow', 'canary', 'live'])

/** What is being proved of a model on live traffic, the latest first, and what was. */
export function ModelProof({ id, state }: { readonly id: string; readonly state: ModelState }): ReactNode {
  const t = useWords(PROOF_WORDS)
  const { data, error } = useAsk(
    'modelProof',
    { params: { id } },
    OPEN.has(state) ? { everyMs: EVERY_MS } : {},
  )
  if (data === undefined) return <ProblemBox error={error} />
  return (
    <>
      {data.alarms.length > 0 && (
        <div className="problem" role="alert">
          {data.alarms.map((alarm) => (
            <p key={alarm}>
              <Said text={alarm} />
            </p>
          ))}
        </div>
      )}
      {data.proofs.toReversed().map((proof) => (
        <ProofPanel key={proof.design} proof={proof} />
      ))}
      {data.proofs.length === 0 && (
        <Panel>
          <p className="model-soft">{t('notProving')}</p>
        </Panel>
      )}
    </>
  )
}

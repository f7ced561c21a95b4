import { type ReactNode, useState } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { EVIDENCE_WORDS } from './evidence-words.ts'

/** Has the whole chain verified, and says whether it holds. */
export function VerifyPanel(): ReactNode {
  const t = useWords(EVIDENCE_WORDS)
  const [isAsked, setAsked] = useState(false)
  const { data, error, isFetching, refetch } = useAsk('verifyModels', {}, { enabled: isAsked })
  const told = () => {
    if (isFetching) return t('verifying')
    if (data === undefined) return t('notVerified')
    if (data.broken !== null) return t('broken', { number: data.broken.number, why: data.broken.why })
    return t('verified', { count: data.entries, head: data.head.slice(0, 16) })
  }
  return (
    <>
      <ProblemBox error={error} />
      <p role="status">{told()}</p>
      {data !== undefined && data.astray.length > 0 && <p className="problem">{data.astray.join(', ')}</p>}
      <div className="page-acts">
        <Button isDisabled={isFetching} onPress={() => (isAsked ? void refetch() : setAsked(true))}>
          {t('verify')}
        </Button>
      </div>
    </>
  )
}

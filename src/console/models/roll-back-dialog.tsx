import type { ReactNode } from 'react'
import type { SeenModel } from '../../lab/registry/ports.ts'
import { useChange } from '../api/use-ask.ts'
import { useWords } from '../words/words.ts'
import { ActDialog, CHANGED_BY_ACT } from './act-dialog.tsx'
import { shortId } from './short-id.ts'
import { WORDS } from './words.ts'

/** Takes a model out of service: says what serves in its place. */
export function RollBackDialog(given: {
  readonly seen: SeenModel
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { seen, isOpen, onClose } = given
  const { id, state } = seen.record
  const rollBack = useChange('rollbackModel', { refreshes: CHANGED_BY_ACT })
  const before = seen.peers.find(({ isLastGood }) => isLastGood)
  const live = seen.peers.find((peer) => peer.state === 'live')
  const after = () => {
    if (state === 'canary') return t(live === undefined ? 'rollBackCanaryNone' : 'rollBackCanary')
    return before === undefined ? t('rollBackNone') : t('rollBackTo', { model: shortId(before.id) })
  }
  return (
    <ActDialog
      title={t('rollBackTitle', { model: shortId(id) })}
      act={t('rollBackAct')}
      done={t('rolledBack')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={(why) => rollBack.mutateAsync({ params: { id }, body: { why } })}
      isPending={rollBack.isPending}
      error={rollBack.error}
    >
      <p>{t('rollBackSays')}</p>
      <p>
        <strong>{after()}</strong>
      </p>
    </ActDialog>
  )
}

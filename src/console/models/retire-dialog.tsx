import type { ReactNode } from 'react'
import type { SeenModel } from '../../lab/registry/ports.ts'
import { useChange } from '../api/use-ask.ts'
import { useWords } from '../words/words.ts'
import { ActDialog, CHANGED_BY_ACT } from './act-dialog.tsx'
import { shortId } from './short-id.ts'
import { WORDS } from './words.ts'

/** Ends a model for good. */
export function RetireDialog(given: {
  readonly seen: SeenModel
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { seen, isOpen, onClose } = given
  const { id, state, isLastGood } = seen.record
  const retire = useChange('retireModel', { refreshes: CHANGED_BY_ACT })
  return (
    <ActDialog
      title={t('retireTitle', { model: shortId(id) })}
      act={t('retireAct')}
      done={t('retired')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={(why) => retire.mutateAsync({ params: { id }, body: { why } })}
      isPending={retire.isPending}
      error={retire.error}
    >
      <p>{t('retireSays')}</p>
      {(state === 'live' || state === 'canary') && (
        <p>
          <strong>{t('retireServes')}</strong>
        </p>
      )}
      {isLastGood && (
        <p>
          <strong>{t('retireLastGood')}</strong>
        </p>
      )}
    </ActDialog>
  )
}

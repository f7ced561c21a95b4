import type { ReactNode } from 'react'
import { useAsk, useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import type { Hold } from './hold.ts'
import { WORDS } from './words.ts'

/** Says how many erasures wait for a hold to end. */
export function LiftDialog(props: { readonly hold: Hold; readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const { hold, onClose } = props
  const { data } = useAsk('listErasures', {})
  const waiting = data?.erasures.filter(({ state }) => state === 'held').length
  const { mutate, isPending, error } = useChange('liftHold', { refreshes: ['listHolds', 'listErasures'] })
  return (
    <ConfirmDialog
      title={t('liftTitle')}
      act={t('lift')}
      isOpen
      isPending={isPending}
      isDisabled={waiting === undefined}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { params: { id: hold.id } },
          {
            onSuccess() {
              toast(t('wasLifted'))
              onClose()
            },
          },
        )
      }
    >
      <p>
        <EntityLink entity={hold.entity} />: <PlayerText text={hold.reason} inline />
      </p>
      <p>{t('liftHint')}</p>
      {waiting !== undefined && <p>{t('liftWaiting', { count: waiting })}</p>}
    </ConfirmDialog>
  )
}

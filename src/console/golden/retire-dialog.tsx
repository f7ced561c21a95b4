import type { ReactNode } from 'react'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import type { GoldenItem } from './golden-item.ts'
import { WORDS } from './words.ts'

export function RetireDialog(props: { readonly item: GoldenItem; readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const { item, onClose } = props
  const { mutate, isPending, error } = useChange('retireGolden', { refreshes: ['listGolden'] })
  return (
    <ConfirmDialog
      title={t('retireTitle')}
      act={t('retire')}
      isOpen
      isPending={isPending}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { params: { id: item.golden } },
          {
            onSuccess() {
              toast(t('retiredNow'))
              onClose()
            },
          },
        )
      }
    >
      <p>
        <code>{item.policy}</code>, {t(`truth_${item.truth}`)}
      </p>
      <p>{t('retireHint', { n: item.right + item.wrong })}</p>
    </ConfirmDialog>
  )
}

import { type ReactNode, useState } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function RemoveLabel(props: {
  readonly entity: EntityRef
  readonly label: string
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { entity, label, onClose } = props
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useChange('removeLabel', {
    refreshes: ['findLabels', 'labelHistory', 'labelTally', 'labelBearers'],
  })
  return (
    <ConfirmDialog
      title={t('removeTitle', { label })}
      act={t('remove')}
      isOpen
      isPending={isPending}
      isDisabled={reason.trim() === ''}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { body: { entity, label, reason: reason.trim() } },
          {
            onSuccess() {
              toast(t('removed'))
              onClose()
            },
          },
        )
      }
    >
      <p>{t('removeHint')}</p>
      <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} isRequired />
    </ConfirmDialog>
  )
}

import { type ReactNode, useState } from 'react'
import type { BankReply } from '../../api/contract/banks.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Turns a bank on or off, or holds only a share of files against it: before what the pack says, until that is taken back. */
export function SetBank({ bank }: { readonly bank: BankReply }): ReactNode {
  const t = useWords(WORDS)
  const { worlds } = useSession().user
  const [isOpen, setOpen] = useState(false)
  const [enabled, setEnabled] = useState('')
  const [percent, setPercent] = useState('')
  const change = useChange('setBank', { refreshes: ['bank', 'listBanks'] })
  if (worlds !== null || !bank.declared) return null
  const share = percent.trim() === '' ? null : Number(percent.replace(',', '.').replace('%', '')) / 100
  const isWrong = share !== null && !(share >= 0 && share <= 1)
  const open = () => {
    change.reset()
    setEnabled(bank.set.enabled === null ? '' : bank.set.enabled ? 'on' : 'off')
    setPercent(bank.set.share === null ? '' : String(Math.round(bank.set.share * 10_000) / 100))
    setOpen(true)
  }
  const act = () =>
    change.mutate(
      { params: { bank: bank.name }, body: { enabled: enabled === '' ? null : enabled === 'on', share } },
      {
        onSuccess: () => {
          setOpen(false)
          toast(t('setDone'))
        },
      },
    )
  return (
    <>
      <Button onPress={open}>{t('set')}</Button>
      <ConfirmDialog
        title={t('setTitle', { bank: bank.name })}
        act={t('set')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onAct={act}
        isPending={change.isPending}
        isDisabled={isWrong}
        error={change.error}
        isHarmless={enabled !== 'off'}
      >
        <p>{t('setSays')}</p>
        <Select
          label={t('setEnabled')}
          value={enabled}
          onChange={setEnabled}
          options={[
            { value: '', label: t('asPack') },
            { value: 'on', label: t('on') },
            { value: 'off', label: t('off') },
          ]}
        />
        <TextField
          label={t('setShare')}
          hint={t('setShareHint')}
          value={percent}
          onChange={setPercent}
          inputMode="decimal"
          problem={isWrong ? t('setShareWrong') : undefined}
        />
      </ConfirmDialog>
    </>
  )
}

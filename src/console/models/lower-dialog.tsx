import { type ReactNode, useState } from 'react'
import type { Authority } from '../../lab/registry/authority.ts'
import { leastAuthority } from '../../lab/registry/authority.ts'
import type { SeenModel } from '../../lab/registry/ports.ts'
import { useChange } from '../api/use-ask.ts'
import { Select } from '../kit/select.tsx'
import { useWords } from '../words/words.ts'
import { ActDialog, CHANGED_BY_ACT } from './act-dialog.tsx'
import { shortId } from './short-id.ts'
import { WORDS } from './words.ts'

/** Lets a model do less. */
export function LowerDialog(given: {
  readonly seen: SeenModel
  readonly steps: readonly Authority[]
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { seen, steps, isOpen, onClose } = given
  const { id, authority } = seen.record
  const [chosen, setChosen] = useState<Authority>()
  const lower = useChange('lowerModel', { refreshes: CHANGED_BY_ACT })
  const to = chosen !== undefined && steps.includes(chosen) ? chosen : steps.at(-1)
  if (to === undefined) return null
  return (
    <ActDialog
      title={t('lowerTitle', { model: shortId(id) })}
      act={t('lowerAct')}
      done={t('lowered')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={(why) => lower.mutateAsync({ params: { id }, body: { to, why } })}
      isPending={lower.isPending}
      error={lower.error}
    >
      <Select
        label={t('lowerTo')}
        value={to}
        options={steps.map((step) => ({ value: step, label: t(`may_${step}`) }))}
        onChange={(value) => setChosen(value as Authority)}
      />
      <p>{t('lowerSays', { from: t(`may_${authority}`), to: t(`may_${leastAuthority(authority, to)}`) })}</p>
    </ActDialog>
  )
}
